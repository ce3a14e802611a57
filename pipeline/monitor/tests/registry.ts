import { chiSquare } from './chi-square.ts';
import type { DriftTest } from './drift-test.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { psi } from './population-stability-index.ts';
import { wasserstein } from './wasserstein.ts';

/** Every test there is, in the order in which reports list them. */
export const DRIFT_TESTS = [kolmogorovSmirnov, wasserstein, psi, jensenShannon, chiSquare] as const;

export type DriftMethod = 'kolmogorov-smirnov' | 'wasserstein' | 'psi' | 'jensen-shannon' | 'chi-square';

/** The test of a method. */
export const driftTest = (method: DriftMethod): DriftTest =>
  DRIFT_TESTS.find((test) => test.method === method)!;
