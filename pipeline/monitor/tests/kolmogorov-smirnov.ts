import { spreadOf, total } from '../counts.ts';
import type { DriftTest, PairedCounts } from './drift-test.ts';

/** sqrt(-ln(0.001 / 2) / 2): the asymptotic critical value at 0.1 %. */
const CRITICAL = 1.949474603504;
const MAX_TERMS = 100;

/**
 * Kolmogorov–Smirnov: the largest distance between the two distribution functions. The p-value is that of the limiting
 * distribution (SciPy's `kstwobign`); with many rows it rejects any two months, so the distance itself is judged.
 */
export const kolmogorovSmirnov: DriftTest = {
  method: 'kolmogorov-smirnov',
  kinds: ['number'],
  measure: (counts) => {
    const { score, bound } = largestGap(counts);
    const spread = spreadOf(counts);
    return { score, bound, pValue: kolmogorovTail(score / Math.sqrt(spread)) };
  },
  noise: (counts) => CRITICAL * Math.sqrt(spreadOf(counts)),
  combine: (effect, noise) => effect + noise,
};

function largestGap({ reference, current, halfWidths }: PairedCounts): { score: number; bound: number } {
  const [n, m] = [Math.max(1, total(reference)), Math.max(1, total(current))];
  let [a, b, score, bound] = [0, 0, 0, 0];
  for (let i = 0; i < reference.length; i++) {
    a += reference[i]!;
    b += current[i]!;
    score = Math.max(score, Math.abs(a / n - b / m));
    // Inside a cell one function may rise before the other does.
    if (halfWidths[i]! > 0) bound = Math.max(bound, reference[i]! / n, current[i]! / m);
  }
  return { score, bound };
}

/** Chance that Kolmogorov's limiting variable exceeds x: 2 Σ (-1)^(k-1) exp(-2 k² x²). */
export function kolmogorovTail(x: number): number {
  if (!(x > 0)) return 1;
  // The series alternates slowly for small x, where Jacobi's form of it converges at once.
  if (x < 1) {
    let sum = 0;
    for (let k = 1; k < MAX_TERMS; k++) {
      const odd = 2 * k - 1;
      sum += Math.exp((-odd * odd * Math.PI * Math.PI) / (8 * x * x));
    }
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  let sum = 0;
  for (let k = 1; k < MAX_TERMS; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.max(0, sum);
}
