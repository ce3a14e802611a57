import { highWord, withHighWord } from './words.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_TO_54 = 1.8014398509481984e16;
const L = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
] as const;

/**
 * The natural logarithm, in sums, products and quotients alone, which every engine rounds alike: the same bits as
 * Math.log of Node 20 to 24. Follows e_log.c of FreeBSD's msun (fdlibm, Sun Microsystems 1993), as V8 did until it
 * took another.
 */
export function exactLog(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x < 0) return Number.NaN;
  if (!Number.isFinite(x)) return x;
  let [mantissa, k] = [x, 0];
  let word = highWord(x);
  if (word < 0x00100000) {
    k = -54;
    mantissa *= TWO_TO_54;
    word = highWord(mantissa);
  }
  k += (word >> 20) - 1023;
  const fraction = word & 0x000fffff;
  const carry = (fraction + 0x95f64) & 0x100000;
  k += carry >> 20;
  const f = withHighWord(mantissa, fraction | (carry ^ 0x3ff00000)) - 1;

  if ((0x000fffff & (2 + fraction)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    const R = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - R : k * LN2_HIGH - (R - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L[1] + w * (L[3] + w * L[5]));
  const odd = z * (L[0] + w * (L[2] + w * (L[4] + w * L[6])));
  const R = odd + even;
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
    const half = 0.5 * f * f;
    return k === 0 ? f - (half - s * (half + R)) : k * LN2_HIGH - (half - (s * (half + R) + k * LN2_LOW) - f);
  }
  return k === 0 ? f - s * (f - R) : k * LN2_HIGH - (s * (f - R) - k * LN2_LOW - f);
}
