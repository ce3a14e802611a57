import { z } from 'zod';

export const metricsSchema = z.strictObject({
  rows: z.number().int(),
  rmse: z.number(),
  mae: z.number(),
  medianAbsoluteError: z.number(),
  r2: z.number(),
  /** Mean of prediction minus truth. */
  bias: z.number(),
  /** Quantiles of prediction minus truth: 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99. */
  errorQuantiles: z.record(z.string(), z.number()),
});

/** Rows and summed squared error of each day, in the order of `days`: all that a bootstrap by day needs. */
export const daySumsSchema = z.strictObject({
  rows: z.array(z.number()),
  /** Model name → summed squared error by day. */
  sse: z.record(z.string(), z.array(z.number())),
});

export const scoredModelSchema = z.strictObject({
  /** Digest of the model; absent for a rule such as the mean. */
  digest: z.string().optional(),
  /** v3, or absent for what was never published. */
  version: z.string().optional(),
  periods: z.array(z.string()),
  metrics: metricsSchema,
  /** By tenth of the predictions, ascending. */
  calibration: z.array(z.strictObject({ rows: z.number(), predicted: z.number(), actual: z.number() })),
});

/** How models did on the very same rows. The first name in `models` is always `candidate`. */
export const evaluationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('evaluate'),
  inputs: z.record(z.string(), z.string()),
  periods: z.array(z.string()),
  target: z.strictObject({ name: z.string(), unit: z.string() }),
  rows: z.number().int(),
  /** Rows of these periods that the target's range filtered out. */
  filtered: z.number().int(),
  days: z.array(z.string()),
  /** candidate, champion when there is one, then comparison rows: mean and the contract's comparisons. */
  models: z.record(z.string(), scoredModelSchema),
  total: daySumsSchema,
  /** Slice name → key → sums; keys without rows are left out. */
  slices: z.record(z.string(), z.record(z.string(), daySumsSchema)),
  /** How far each term moves predictions: the standard deviation of its contribution, in the target's unit. */
  importance: z.array(z.strictObject({ term: z.string(), group: z.string(), spread: z.number() })),
  /** Rows by size of the candidate's error: [lower edge, rows], edges ascending, one unit wide. */
  residuals: z.array(z.tuple([z.number(), z.number()])),
  /** Candidate's RMSE with the measured distance replaced by the one its geometry expects. */
  rmseAtStart: z.number().optional(),
});

export type Metrics = z.infer<typeof metricsSchema>;
export type DaySums = z.infer<typeof daySumsSchema>;
export type ScoredModel = z.infer<typeof scoredModelSchema>;
export type Evaluation = z.infer<typeof evaluationSchema>;
