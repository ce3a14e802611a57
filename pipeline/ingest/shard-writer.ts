import type { Block } from './block.ts';
import { COLUMN_BUFFERS, type ColumnBuffer, placeBytes } from './column-buffer.ts';
import { type PreparedColumn, SHARD_ROWS } from './prepared.ts';
import { shardLayout } from './prepared-columns.ts';
import { foldByte } from './row-hasher.ts';

/** Rows to store: positions `kept` of a block, with the target and hash of every row of it. */
export interface ShardRows {
  readonly block: Block;
  readonly targets: Float64Array;
  readonly hashes: Uint32Array;
  readonly kept: Uint32Array;
}

/** Takes a shard's bytes. Until its promise is kept they are its own; then they are written over, two shards later. */
export type ShardSink = (bytes: Uint8Array, rows: number) => void | Promise<void>;

/** Collects rows into shards of SHARD_ROWS and hands each, laid out and sorted by place, to a sink. */
export class ShardWriter {
  readonly #columns: readonly PreparedColumn[];
  readonly #buffers: readonly ColumnBuffer[];
  readonly #sortCodes: Uint16Array | undefined;
  readonly #sink: ShardSink;
  readonly #bytes = new Uint8Array(SHARD_ROWS);
  /** Used in turn, so that one can be written out while the next is filled. */
  readonly #shards: [ArrayBuffer, ArrayBuffer];
  #rows = 0;

  /**
   * @param target name of the column that is filled from the rows' targets
   * @param sortBy a stored category: rows that share its value lie together, so that what is looked up by it stays in
   * the processor's cache; without it, rows stay as they came
   */
  constructor(
    columns: readonly PreparedColumn[],
    target: string,
    sortBy: string | undefined,
    sink: ShardSink,
  ) {
    this.#columns = columns;
    this.#buffers = columns.map(({ name, storage }) =>
      COLUMN_BUFFERS[storage](name, name === target, SHARD_ROWS),
    );
    this.#sortCodes = this.#buffers[columns.findIndex(({ name }) => name === sortBy)]?.codes;
    this.#sink = sink;
    const { bytes } = shardLayout(columns, SHARD_ROWS);
    this.#shards = [new ArrayBuffer(bytes), new ArrayBuffer(bytes)];
  }

  async append({ block, targets, hashes, kept }: ShardRows): Promise<void> {
    for (let start = 0; start < kept.length; ) {
      const n = Math.min(kept.length - start, SHARD_ROWS - this.#rows);
      const rows = kept.subarray(start, start + n);
      for (const buffer of this.#buffers) buffer.gather(this.#rows, block, targets, rows);
      gatherFolds(this.#bytes, this.#rows, hashes, rows);
      this.#rows += n;
      start += n;
      if (this.#rows === SHARD_ROWS) await this.flush();
    }
  }

  /** Writes what is left as a last, shorter shard. */
  async flush(): Promise<void> {
    if (this.#rows === 0) return;
    const rows = this.#rows;
    const places = placesByCode(this.#sortCodes ?? new Uint16Array(rows), rows);
    const layout = shardLayout(this.#columns, rows);
    this.#shards.reverse();
    const shard = new Uint8Array(this.#shards[0], 0, layout.bytes);
    for (const [c, buffer] of this.#buffers.entries()) buffer.write(shard.buffer, layout.starts[c]!, places);
    placeBytes(shard.subarray(layout.hashes), this.#bytes, places);
    // The padding at the end may hold values of an earlier, longer shard.
    shard.fill(0, layout.hashes + rows);
    this.#rows = 0;
    await this.#sink(shard, rows);
  }
}

function gatherFolds(out: Uint8Array, at: number, hashes: Uint32Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) out[at + i] = foldByte(hashes[rows[i]!]!);
}

/** Where each of the first `rows` codes comes in ascending order, equal codes in the order they came: a counting sort. */
function placesByCode(codes: Uint16Array, rows: number): Uint32Array {
  const next = new Uint32Array(65_537);
  for (let i = 0; i < rows; i++) next[codes[i]! + 1]!++;
  for (let code = 0; code < 65_536; code++) next[code + 1]! += next[code]!;
  const places = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) places[i] = next[codes[i]!]!++;
  return places;
}
