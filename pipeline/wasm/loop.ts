import { IMPORTS } from './f64.ts';
import { unsignedLeb } from './leb128.ts';
import type { I32, Placement, Value, ValueType } from './value.ts';

const TYPES: Readonly<Record<ValueType, { byte: number; store: number; align: number }>> = {
  f64: { byte: 0x7c, store: 0x39, align: 3 },
  i32: { byte: 0x7f, store: 0x36, align: 2 },
};
const [GET, TEE, I32_CONST] = [0x20, 0x22, 0x41];
/** The loop's own locals: how many rows there are, which is the parameter, and which row of the block it is at. */
const [COUNT, ROW] = [0, 1];

/** Which row of the block a loop is at. */
export const position: I32 = { type: 'i32', operands: [], code: () => [GET, ROW], isConstant: true };

/** Where a value's column goes. */
export interface Column {
  readonly value: Value;
  /** Address of the first row. */
  readonly at: number;
}

/**
 * A module whose function `run(n)`, n > 0, computes columns for n rows in one loop. Values that several others use are
 * computed once a row and remembered in a local; conditions choose between values without a branch.
 *
 * @param given values to be taken from elsewhere than from their operands
 */
export function loopModule(
  columns: readonly Column[],
  place: Placement,
  given: ReadonlyMap<Value, Value> = new Map(),
): Uint8Array {
  const uses = countUses(columns, given);
  const locals: number[] = [TYPES.i32.byte];
  const known = new Map<Value, number>();
  const body: number[] = [];
  const write = (wanted: Value) => {
    const value = given.get(wanted) ?? wanted;
    const local = known.get(value);
    if (local !== undefined) {
      body.push(GET, ...unsignedLeb(local));
      return;
    }
    for (const operand of value.operands) write(operand);
    body.push(...value.code(place));
    if (value.isConstant || uses.get(value)! < 2) return;
    locals.push(TYPES[value.type].byte);
    known.set(value, locals.length);
    body.push(TEE, ...unsignedLeb(locals.length));
  };
  for (const { value, at } of columns) {
    const { store, align } = TYPES[value.type];
    body.push(GET, ROW, I32_CONST, align, 0x74);
    write(value);
    body.push(store, align, ...unsignedLeb(at));
  }
  const next = [GET, ROW, I32_CONST, 1, 0x6a, TEE, ROW, GET, COUNT, 0x48];
  return moduleOf([
    ...vector(locals.map((type) => [1, type])),
    ...[0x03, 0x40, ...body, ...next, 0x0d, 0, 0x0b, 0x0b],
  ]);
}

function countUses(columns: readonly Column[], given: ReadonlyMap<Value, Value>): Map<Value, number> {
  const uses = new Map<Value, number>();
  const visit = (wanted: Value) => {
    const value = given.get(wanted) ?? wanted;
    const before = uses.get(value) ?? 0;
    uses.set(value, before + 1);
    if (before === 0) for (const operand of value.operands) visit(operand);
  };
  for (const { value } of columns) visit(value);
  return uses;
}

const sized = (bytes: readonly number[]) => [...unsignedLeb(bytes.length), ...bytes];
const vector = (items: readonly (readonly number[])[]) => [...unsignedLeb(items.length), ...items.flat()];
const text = (name: string) => sized([...new TextEncoder().encode(name)]);
const section = (id: number, items: readonly (readonly number[])[]) => [id, ...sized(vector(items))];

/** A module of one function, with its imports. */
function moduleOf(code: readonly number[]): Uint8Array {
  const { f64, i32 } = TYPES;
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // Types: number → number of the imports, and that of `run`.
    ...section(1, [
      [0x60, 1, f64.byte, 1, f64.byte],
      [0x60, 1, i32.byte, 0],
    ]),
    ...section(2, [
      ...IMPORTS.map(({ name }) => [...text('env'), ...text(name), 0, 0]),
      [...text('env'), ...text('memory'), 2, 0, 1],
    ]),
    ...section(3, [[1]]),
    ...section(7, [[...text('run'), 0, IMPORTS.length]]),
    ...section(10, [sized(code)]),
  ]);
}
