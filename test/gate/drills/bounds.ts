import { better, DIGESTS, gateInput, POLICY, tied } from '../gate-case.ts';
import type { Drill } from './drill.ts';
import { candidate, evaluation, firstInput } from './drill-inputs.ts';

/** What a candidate has to keep to, however good it is. */
export const boundsDrills: readonly Drill[] = [
  {
    description: 'a first model that breaks a bound',
    input: firstInput({ policy: { ...POLICY, ceiling: 5 } }),
    kind: 'reject',
    says: /^Above the ceiling: RMSE 5\.1\d\d min, ceiling 5\.000 min\.$/,
  },
  {
    description: 'a model better on the whole that breaks a slice',
    input: gateInput((day, slice) => (slice === '17' ? 1.25 : 0.55) + 0.02 * tied(day)),
    kind: 'reject',
    says: /^1 of 2 slices worse than tolerated: hour 17 \(28,000 rows\) \+0\.6\d{3} min on 5\.409 min, surely above \+0\.\d{4} min, tolerated \+0\.270\d min\.$/,
  },
  {
    description: 'a slice that the policy names and the evaluation lacks',
    input: gateInput(better, {
      policy: { ...POLICY, slices: { weekday: { by: ['weekday'], tolerance: 0.05 } } },
    }),
    kind: 'undecided',
    says: /^The evaluation has no slices by weekday\.$/,
  },
  {
    description: 'a candidate that filters out the hard rows of the holdout',
    input: gateInput(better, { evaluation: { ...evaluation, filtered: 14_000 } }),
    kind: 'reject',
    says: /^Too many rows filtered out: 3\.4 % of training rows, 20 % of holdout rows; max_filtered is 8 %\.$/,
  },
  {
    description: 'a candidate that filters out more than the champion did',
    input: gateInput(better, { candidate: { ...candidate, filteredShare: 0.075 } }),
    kind: 'hold',
    says: /^Many more rows filtered out than the 3\.4 % of champion v1: .* This needs a person\.$/,
  },
  {
    description: 'a huge model',
    input: gateInput(better, { candidate: { ...candidate, modelBytes: 1_000_001 } }),
    kind: 'reject',
    says: /^Too large: model\.json has 1,000,001 bytes, max_model_kb is 1000\.$/,
  },
  {
    description: 'a slow model',
    input: gateInput(better, { candidate: { ...candidate, latencyMs: 5.01 } }),
    kind: 'reject',
    says: /^Too slow: a prediction takes 5\.010 ms, max_latency_ms is 5\.$/,
  },
  {
    description: 'a model that was rolled back',
    input: gateInput(better, { rolledBackDigests: [DIGESTS.candidate] }),
    kind: 'hold',
    says: /^This very model was rolled back before, and is not promoted again by itself\.$/,
  },
  {
    description: 'a model that does not beat the naive baselines',
    input: gateInput(() => 3.9, { policy: { ...POLICY, ceiling: 20 } }),
    kind: 'reject',
    says: /^Worse than the champion/,
  },
  {
    description: 'a change of what models are judged by',
    input: gateInput(better, { changes: ['row filter', 'policy'] }),
    kind: 'hold',
    says: /^This changes the contract's row filter and policy, by which models are judged\. .* needs a person\.$/,
  },
];
