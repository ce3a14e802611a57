import { IMPORTS } from './f64.ts';
import { unsignedLeb } from './leb128.ts';

/** Bytes that stand for the types of values; v128 holds two numbers. */
export const TYPE_BYTES = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

/** The function that a module asks for what it cannot find: it comes behind the imports of numbers. */
export const ASK = IMPORTS.length;
/** The type of a block that takes two whole numbers and leaves one. */
export const STAND_IN = 3;

const { i32, f64 } = TYPE_BYTES;

/**
 * A module of one function without a result, `run`, and the imports that any may have: functions of numbers, `ask`, and
 * the memory.
 *
 * @param params types of the parameters, the first locals
 * @param locals types of all further ones
 */
export function moduleOf(
  params: readonly number[],
  locals: readonly number[],
  body: readonly number[],
): Uint8Array {
  const code = [vector(locals.map((type) => [1, type])), body, [0x0b]].flat();
  const sections = [
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // Types: of functions of a number, of `run`, of `ask`, and STAND_IN.
    section(1, [
      [0x60, 1, f64, 1, f64],
      [0x60, vector(params.map((type) => [type])), 0].flat(),
      [0x60, 3, i32, i32, i32, 1, i32],
      [0x60, 2, i32, i32, 1, i32],
    ]),
    section(2, [
      ...IMPORTS.map(({ name }) => imported(name, [0, 0])),
      imported('ask', [0, 2]),
      imported('memory', [2, 0, 1]),
    ]),
    section(3, [[1]]),
    section(7, [[text('run'), 0, ASK + 1].flat()]),
    section(10, [sized(code)]),
  ];
  return Uint8Array.from(sections.flat());
}

// By flat, not by spreading: code has thousands of bytes, and the compiler takes long over spread arrays.
const sized = (bytes: readonly number[]) => [unsignedLeb(bytes.length), bytes].flat();
const vector = (items: readonly (readonly number[])[]) => [unsignedLeb(items.length), items.flat()].flat();
const text = (name: string) => sized(Array.from(new TextEncoder().encode(name)));
const section = (id: number, items: readonly (readonly number[])[]) => [id, sized(vector(items))].flat();
const imported = (name: string, what: readonly number[]) => [text('env'), text(name), what].flat();
