import type { DriftMethod } from './tests/registry.ts';

/** What a column is: its kind in the contract, or one of the two that models are about. */
export type Role = 'time' | 'timestamp' | 'number' | 'category' | 'target' | 'prediction';

/**
 * What neighbouring months stay below, as effects, whatever their sizes; noise is added by the test. Calibrated on
 * New York's green taxis, 2021 to 2023: about twice the largest of neighbouring months (npm run bench:monitor).
 */
export const EFFECTS: Readonly<Record<DriftMethod, Readonly<Record<Role, number>>>> = {
  'kolmogorov-smirnov': roles(0.03, { target: 0.08, prediction: 0.08 }),
  wasserstein: roles(0.1, { target: 0.2, prediction: 0.2 }),
  psi: roles(0.05, { number: 0.02, target: 0.05, prediction: 0.05 }),
  'jensen-shannon': roles(0.08, { number: 0.05, target: 0.08, prediction: 0.08 }),
  'chi-square': roles(0.1, { number: 0.05, target: 0.08, prediction: 0.08 }),
};

function roles(usual: number, others: Partial<Record<Role, number>>): Record<Role, number> {
  const all = { time: usual, timestamp: usual, number: usual, category: usual };
  return { ...all, target: usual, prediction: usual, ...others };
}

/** Shares are compared by Cohen's h, twice the difference of the arcsines of their roots. */
export const SHARE_EFFECT = 0.085;
