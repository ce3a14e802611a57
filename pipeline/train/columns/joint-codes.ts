import type { KeyNode } from '../../features/node.ts';
import { i32 } from '../../wasm/i32.ts';
import { entry } from '../../wasm/table.ts';
import { type I32, select } from '../../wasm/value.ts';
import type { RowCodes } from '../encodings/cell-index.ts';
import type { BlockArea } from './block-area.ts';
import { jointSize, partialCode } from './joint-key.ts';
import type { PartTable, RootColumns } from './root-columns.ts';

/** Joint codes of the rows of a block: sums of what tables say for its columns, as every part is a function of one column. */
export class JointCodes implements RowCodes {
  readonly size: number;
  readonly #area: BlockArea;
  readonly #parts: readonly KeyNode[];
  readonly #tables: readonly PartTable[];

  constructor(columns: RootColumns, area: BlockArea, parts: readonly KeyNode[]) {
    this.size = jointSize(parts);
    this.#area = area;
    this.#parts = parts;
    this.#tables = parts.map((part) => columns.tableOf(part));
  }

  /** The code of a row; -1 where not every part is known. Only for a size below 2³¹. */
  get value(): I32 {
    const columns = [...new Set(this.#tables.map(({ column }) => column))];
    const addends = columns.map((column) => entry(this.#addends(column), this.#area.codes[column]!.value));
    // A sign bit in any addend is one in all taken together.
    const isPartial = i32.less(addends.reduce(i32.or), i32.constant(0));
    return addends.length === 1 ? addends[0]! : select(i32.constant(-1), addends.reduce(i32.add), isPartial);
  }

  /** What the codes of a column add to a joint code; -1 where a part is unknown. */
  #addends(column: number): Int32Array {
    const own = this.#tables.filter((table) => table.column === column);
    const sums = new Int32Array(own[0]!.codes.length);
    let radix = 1;
    for (let p = this.#parts.length - 1; p >= 0; p--) {
      const { codes } = this.#tables[p]!;
      if (this.#tables[p]!.column === column) {
        for (let code = 0; code < sums.length; code++)
          sums[code] = (sums[code]! | codes[code]!) < 0 ? -1 : sums[code]! + codes[code]! * radix;
      }
      radix *= this.#parts[p]!.size;
    }
    return sums;
  }

  /** The code of the row at a position in the block, whatever is known of it. */
  of(row: number): number {
    const codes = this.#tables.map((table) => table.codes[this.#area.codeOf(table.column, row)]!);
    if (codes.some((code) => code < 0)) return partialCode(this.#parts, (p) => codes[p]!);
    return this.#parts.reduce((head, { size }, p) => head * size + codes[p]!, 0);
  }
}
