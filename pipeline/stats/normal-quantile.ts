import { RatchetError } from '../errors.ts';
import { polynomial } from './polynomial.ts';

/** Distance of p from a half up to which the near fit holds. */
const NEAR_END = 0.425;
/** Value of sqrt(-log(smaller tail)) up to which the far fit holds. */
const FAR_END = 5;

// Numerators P and denominators Q, highest power first.
const NEAR_P = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
];
const NEAR_Q = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
];
const FAR_P = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const FAR_Q = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const FARTHEST_P = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const FARTHEST_Q = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
];

/**
 * The z below which a standard normal variable falls with probability `p`, to about 15 digits; -Infinity at 0 and
 * Infinity at 1. Throws a RatchetError 'internal' unless p lies in [0, 1].
 *
 * M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37, 1988.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) {
    throw new RatchetError('internal', `A normal quantile is asked for by a probability, not ${p}.`);
  }
  const distance = p - 0.5;
  if (Math.abs(distance) <= NEAR_END) {
    const x = NEAR_END * NEAR_END - distance * distance;
    return (distance * polynomial(NEAR_P, x)) / polynomial(NEAR_Q, x);
  }
  const size = farQuantile(distance < 0 ? p : 1 - p);
  return distance < 0 ? -size : size;
}

/** Distance from 0 at which `tail`, below 0.075, lies beyond. */
function farQuantile(tail: number): number {
  if (tail === 0) return Number.POSITIVE_INFINITY;
  const depth = Math.sqrt(-Math.log(tail));
  if (depth <= FAR_END) return polynomial(FAR_P, depth - 1.6) / polynomial(FAR_Q, depth - 1.6);
  return polynomial(FARTHEST_P, depth - FAR_END) / polynomial(FARTHEST_Q, depth - FAR_END);
}
