import { fromHighWord, highWord } from './words.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019411;
const TWO_TO_1023 = 8.98846567431158e307;
const TWO_TO_MINUS_1000 = 9.332636185032189e-302;
const P = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6,
  4.1381367970572385e-8,
] as const;

/**
 * e to the power x, in sums, products and quotients alone, which every engine rounds alike: the same bits as Math.exp
 * of Node 20 to 24. Follows e_exp.c of FreeBSD's msun (fdlibm, Sun Microsystems 1993), as V8 did until it took another.
 */
export function exactExp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  const isNegative = x < 0;
  const size = highWord(x) & 0x7fffffff;
  let [high, low, k] = [x, 0, 0];
  let r = x;
  if (size > 0x3fd62e42) {
    if (size < 0x3ff0a2b2) {
      if (x === 1) return Math.E;
      k = isNegative ? -1 : 1;
    } else k = Math.trunc(Math.LOG2E * x + (isNegative ? -0.5 : 0.5));
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
    r = high - low;
  } else if (size < 0x3e300000) return 1 + x;

  const t = r * r;
  const c = r - t * (P[0] + t * (P[1] + t * (P[2] + t * (P[3] + t * P[4]))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k < -1021) return y * fromHighWord(0x3ff00000 + ((k + 1000) << 20)) * TWO_TO_MINUS_1000;
  return k === 1024 ? y * 2 * TWO_TO_1023 : y * fromHighWord(0x3ff00000 + (k << 20));
}
