import { unsignedLeb } from './leb128.ts';
import { type F64, type I32, operation } from './value.ts';

const binary = (code: number) => (a: F64, b: F64) => operation('f64', [code], a, b);
const unary = (code: number) => (x: F64) => operation('f64', [code], x);
const comparison = (code: number) => (a: F64, b: F64) => operation('i32', [code], a, b);

/** Functions that a module calls, by their number in it. */
export const IMPORTS = [
  { name: 'log', apply: Math.log },
  { name: 'exp', apply: Math.exp },
] as const;

const call = (index: number) => (x: F64) => operation('f64', [0x10, index], x);

/** Numbers from numbers, each rounded as JavaScript rounds it. Comparisons give 1 or 0. */
export const f64 = {
  constant: (value: number): F64 => ({
    ...operation('f64', [0x44, ...new Uint8Array(Float64Array.of(value).buffer)]),
    isConstant: true,
  }),
  add: binary(0xa0),
  sub: binary(0xa1),
  mul: binary(0xa2),
  div: binary(0xa3),
  min: binary(0xa4),
  max: binary(0xa5),
  abs: unary(0x99),
  floor: unary(0x9c),
  sqrt: unary(0x9f),
  log: call(0),
  exp: call(1),
  equal: comparison(0x61),
  differ: comparison(0x62),
  above: comparison(0x64),
  atMost: comparison(0x65),
  atLeast: comparison(0x66),
  of: (x: I32): F64 => operation('f64', [0xb7], x),
  /** The number at an address of so many bytes further on. */
  load: (address: I32, offset = 0): F64 => operation('f64', [0x2b, 3, ...unsignedLeb(offset)], address),
  /** Σ weight · x, added to `start` one after another. */
  addProducts: (start: F64, products: readonly (readonly [weight: F64, x: F64])[]): F64 =>
    products.reduce((sum, [weight, x]) => f64.add(sum, f64.mul(weight, x)), start),
};
