import { unsignedLeb } from '../wasm/leb128.ts';
import { moduleOf, TYPE_BYTES } from '../wasm/module.ts';

/** Columns a side of a tile: 8 vectors of sums and 6 of operands fill the registers of a 64-bit core. */
export const TILE = 4;
/** Numbers that a vector holds. */
export const LANES = 2;

const VECTOR = 16;
const PAIRS = TILE / LANES;
const [GET, SET, TEE, CONST] = [0x20, 0x21, 0x22, 0x41];
const [LOAD, LOAD_TWICE, STORE] = [
  [0xfd, 0x00, 3, 0],
  [0xfd, 0x0a, 3, 0],
  [0xfd, 0x0b, 3],
] as const;
const [ADD, MULTIPLY] = [
  [0xfd, 0xf0, 0x01],
  [0xfd, 0xf2, 0x01],
] as const;

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
/** Parameters: columns of one side, pairs of columns of the other, bytes of a column, and where the sums go. */
const OPERANDS = TILE + PAIRS;
const [END, OUT, AT] = [OPERANDS, OPERANDS + 1, OPERANDS + 2];
/** What is local. */
const operand = (parameter: number) => AT + 1 + parameter;
const sumOf = (a: number, pair: number) => operand(OPERANDS) + a * PAIRS + pair;

/**
 * A module whose `run(x0, x1, x2, x3, y01, y23, end, out)` stores the sums of products x · y over all rows, in their
 * order: four of y for each x. Numbers of a column lie 16 bytes apart, between those of another, with which it is a pair.
 */
export function gramTileModule(): Uint8Array {
  const { i32, v128 } = TYPE_BYTES;
  const cells = upTo(TILE).flatMap((a) => upTo(PAIRS).map((pair) => [a, pair] as const));
  const load = (parameter: number) => [
    ...[GET, parameter, GET, AT, 0x6a, ...(parameter < TILE ? LOAD_TWICE : LOAD)],
    ...[SET, operand(parameter)],
  ];
  const add = ([a, pair]: readonly [number, number]) => [
    ...[GET, sumOf(a, pair), GET, operand(a), GET, operand(TILE + pair), ...MULTIPLY, ...ADD],
    ...[SET, sumOf(a, pair)],
  ];
  const store = ([a, pair]: readonly [number, number]) => [
    ...[GET, OUT, GET, sumOf(a, pair), ...STORE, ...unsignedLeb(VECTOR * (a * PAIRS + pair))],
  ];
  const next = [GET, AT, CONST, VECTOR, 0x6a, TEE, AT, GET, END, 0x48];
  return moduleOf(
    new Array(AT).fill(i32),
    [i32, ...new Array(OPERANDS + cells.length).fill(v128)],
    [
      ...[0x03, 0x40, ...upTo(OPERANDS).flatMap(load), ...cells.flatMap(add), ...next, 0x0d, 0, 0x0b],
      ...cells.flatMap(store),
    ],
  );
}
