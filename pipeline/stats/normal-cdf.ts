import { polynomial } from './polynomial.ts';

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/** Up to here the probability is centre, then middle, then tail: the bounds of the three fits below. */
const CENTRE_END = 0.67448975;
const MIDDLE_END = 5.656854249492381;
/** Standard deviations beyond which the smaller tail is below the least float64. */
const TAIL_END = 38.6;

// Numerators P and denominators Q, highest power first.
const CENTRE_P = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
];
const CENTRE_Q = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const MIDDLE_P = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const MIDDLE_Q = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const TAIL_P = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793,
];
const TAIL_Q = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824,
  0.00007297515550839662,
];

/**
 * Probability that a standard normal variable is at most `z`, to about 15 digits in either tail; NaN for NaN.
 *
 * W. J. Cody, Rational Chebyshev approximations for the error function, 1969, as arranged in his Algorithm 715
 * (ANORM, 1993).
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size <= CENTRE_END) {
    const square = z * z;
    return 0.5 + (z * polynomial(CENTRE_P, square)) / polynomial(CENTRE_Q, square);
  }
  const tail = upperTail(size);
  return z > 0 ? 1 - tail : tail;
}

/** Probability above `size`, which is past the centre. */
function upperTail(size: number): number {
  if (size > TAIL_END) return 0;
  // exp(-size²/2) in two factors, the first with an exact square, or the tail would lose digits.
  const coarse = Math.trunc(size * 16) / 16;
  const density = Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (size - coarse) * (size + coarse));
  if (size <= MIDDLE_END) return (density * polynomial(MIDDLE_P, size)) / polynomial(MIDDLE_Q, size);
  const square = 1 / (size * size);
  const correction = (square * polynomial(TAIL_P, square)) / polynomial(TAIL_Q, square);
  return (density * (INVERSE_SQRT_TWO_PI - correction)) / size;
}
