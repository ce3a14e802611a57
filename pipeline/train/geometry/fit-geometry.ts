import type { GeometryState } from '../../features/geometry-state.ts';
import { createRandom } from '../../stats/random.ts';
import { clusterPlaces } from './cluster-places.ts';
import { PairGradient } from './pair-gradient.ts';

/** Pairs of places with how often they were driven and the mean log distance measured. */
export interface PlacePairs {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly rows: Float64Array;
  readonly measured: Float64Array;
}

export interface GeometryOptions {
  readonly dimensions: number;
  readonly steps: number;
  readonly pairs: number;
  readonly clusters: Readonly<Record<string, number>>;
}

const SEED = 1;
/** A pair's weight is n / (1 + n / 20): past twenty rides, more of them hardly make its mean more certain. */
const SATURATION = 20;
const LEARNING_RATE = 0.5;
/** Adam's usual decay rates (Kingma and Ba, 2015). */
const [BETA1, BETA2, EPSILON] = [0.9, 0.99, 1e-8];
/** Positions are kept to this many units in a mile. */
const RESOLUTION = 4096;

/**
 * Gives places positions such that ½·log(|xᵢ − xⱼ|² + softening) matches the mean log distance measured between them:
 * multidimensional scaling on a log scale, by Adam from seeded initial values. Softening is learnt along.
 */
export function fitGeometry(
  places: readonly string[],
  all: PlacePairs,
  options: GeometryOptions,
): GeometryState {
  const { dimensions, steps } = options;
  const pairs = heaviest(all, options.pairs);
  const weight = pairs.rows.map((n) => n / (1 + n / SATURATION));
  const total = weight.reduce((sum, w) => sum + w, 0) || 1;
  const share = weight.map((w) => w / total);
  const pull = new PairGradient(pairs, share, places.length, dimensions);
  const { parameters: x, gradient } = pull;
  const random = createRandom(SEED);
  const size = places.length * dimensions;
  for (let i = 0; i < size; i++) x[i] = 6 * (random() - 0.5);
  x[size] = -1;
  const [first, second] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  let [power1, power2] = [1, 1];
  for (let step = 0; step < steps; step++) {
    pull.update();
    power1 *= BETA1;
    power2 *= BETA2;
    const rate = LEARNING_RATE * (1 - step / steps);
    for (let i = 0; i <= size; i++) {
      first[i] = BETA1 * first[i]! + (1 - BETA1) * gradient[i]!;
      second[i] = BETA2 * second[i]! + (1 - BETA2) * gradient[i]! * gradient[i]!;
      x[i]! -= (rate * (first[i]! / (1 - power1))) / (Math.sqrt(second[i]! / (1 - power2)) + EPSILON);
    }
  }
  const positions = Array.from(x.subarray(0, size), (v) => Math.round(v * RESOLUTION) / RESOLUTION);
  const busy = new Float64Array(places.length);
  for (let p = 0; p < all.rows.length; p++) {
    busy[all.from[p]!]! += all.rows[p]!;
    busy[all.to[p]!]! += all.rows[p]!;
  }
  const rows = all.rows.reduce((sum, n) => sum + n, 0);
  return {
    places: [...places],
    dimensions,
    positions,
    softening: Math.exp(x[size]!),
    typical: rows > 0 ? all.measured.reduce((sum, m, p) => sum + m * all.rows[p]!, 0) / rows : 0,
    clusters: Object.fromEntries(
      Object.entries(options.clusters).map(([name, k]) => [
        name,
        clusterPlaces(positions, dimensions, busy, k),
      ]),
    ),
  };
}

function heaviest(pairs: PlacePairs, most: number): PlacePairs {
  if (pairs.rows.length <= most) return pairs;
  const order = Array.from(pairs.rows.keys())
    .sort((a, b) => pairs.rows[b]! - pairs.rows[a]! || a - b)
    .slice(0, most);
  return {
    from: Int32Array.from(order, (p) => pairs.from[p]!),
    to: Int32Array.from(order, (p) => pairs.to[p]!),
    rows: Float64Array.from(order, (p) => pairs.rows[p]!),
    measured: Float64Array.from(order, (p) => pairs.measured[p]!),
  };
}
