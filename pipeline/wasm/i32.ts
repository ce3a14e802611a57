import { signedLeb, unsignedLeb } from './leb128.ts';
import { type F64, type I32, operation } from './value.ts';

const binary = (code: number) => (a: I32, b: I32) => operation('i32', [code], a, b);

/** Whole numbers of 32 bits. Comparisons give 1 or 0. */
export const i32 = {
  constant: (value: number): I32 => ({ ...operation('i32', [0x41, ...signedLeb(value)]), isConstant: true }),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  and: binary(0x71),
  or: binary(0x72),
  shiftLeft: binary(0x74),
  equal: binary(0x46),
  /** With their signs. */
  less: binary(0x48),
  /** Without signs: no negative number is below another. */
  below: binary(0x49),
  /** The whole part of a number; 0 for NaN, the nearest end for what is too large. */
  truncate: (x: F64): I32 => operation('i32', [0xfc, 2], x),
  load: (address: I32, offset = 0): I32 => operation('i32', [0x28, 2, ...unsignedLeb(offset)], address),
  load16: (address: I32, offset = 0): I32 => operation('i32', [0x2f, 1, ...unsignedLeb(offset)], address),
};
