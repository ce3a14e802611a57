import { z } from 'zod';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { quantile } from '../stats/quantile.ts';
import { createRandom, randomInt } from '../stats/random.ts';
import { total } from './counts.ts';

export const relativeErrorSchema = z.strictObject({
  periods: z.array(z.string()),
  rows: z.number().int(),
  rmse: z.number(),
  /** RMSE of the baseline, fitted on these very rows. */
  baselineRmse: z.number(),
  relative: z.number().describe("RMSE as a share of the baseline's"),
});

export const sliceErrorSchema = z.strictObject({
  slice: z.string(),
  key: z.string(),
  rows: z.number().int(),
  rmse: z.number(),
  relative: z.number(),
  referenceRelative: z
    .number()
    .nullable()
    .describe('The same in the reference; null where it has too few rows'),
  excess: z.number().describe('How much larger than in the reference, beyond what all rows have become'),
  decayed: z.boolean(),
});

/** How far the largest errors reach, beside the middle half of them. */
export const tailsSchema = z.strictObject({
  reference: z.number(),
  current: z.number(),
  growth: z.number(),
  tolerance: z.number(),
  drifted: z.boolean(),
});

export const decaySchema = z.strictObject({
  current: relativeErrorSchema,
  reference: relativeErrorSchema,
  /** How much larger the relative error has become: 0.05 for 5 %. */
  excess: z.number(),
  lower: z.number(),
  upper: z.number(),
  tolerance: z.number(),
  decayed: z.boolean(),
  slices: z.array(sliceErrorSchema),
  tails: tailsSchema,
});

export type Decay = z.infer<typeof decaySchema>;

/** Names of the two rows of an evaluation that decay is read from. */
export const [MODEL, BASELINE] = ['model', 'baseline'] as const;

export interface DecayPolicy {
  /** Growth of the relative error that is let be; decay is what is surely above it. */
  readonly tolerance: number;
  readonly sliceTolerance: number;
  readonly minRows: number;
  readonly alpha: number;
  readonly seed: number;
}

const RESAMPLES = 1000;

/** Months of five years differ by a tenth; targets that belong to other rows, 2 % of them, make it a sixth. */
const MAX_TAIL_GROWTH = 0.15;

/**
 * Error of a model on a month, as a share of the error of a baseline refitted on that very month, against the same share
 * on its holdout. Months differ in difficulty, and both feel it; what is left is the model's own age. The interval is a
 * bootstrap of the month's days, both models on the same draw.
 */
export function decayOf(current: Evaluation, reference: Evaluation, policy: DecayPolicy): Decay {
  const [now, before] = [relativeError(current), relativeError(reference)];
  const growth = (relative: number) => relative / before.relative - 1;
  const resampled = resampledRatios(current.total, policy.seed).map(growth).sort();
  const excess = growth(now.relative);
  const lower = quantile(resampled, policy.alpha / 2);
  return {
    current: now,
    reference: before,
    excess,
    lower,
    upper: quantile(resampled, 1 - policy.alpha / 2),
    tolerance: policy.tolerance,
    decayed: lower > policy.tolerance,
    slices: sliceErrors(current, reference, now.relative / before.relative, policy),
    tails: tailsOf(current, reference),
  };
}

/** Errors of all rows grow with the month and the model; those of a few rows grow alone where targets are not theirs. */
function tailsOf(current: Evaluation, reference: Evaluation): z.infer<typeof tailsSchema> {
  const [now, before] = [current, reference].map(({ models }) => {
    const at = models[MODEL]!.metrics.errorQuantiles;
    return (at['0.99']! - at['0.01']!) / Math.max(at['0.75']! - at['0.25']!, Number.MIN_VALUE);
  }) as [number, number];
  const growth = now / before - 1;
  return {
    reference: before,
    current: now,
    growth,
    tolerance: MAX_TAIL_GROWTH,
    drifted: growth > MAX_TAIL_GROWTH,
  };
}

type Sums = Evaluation['total'];

function relativeError({ periods, rows, total: sums }: Evaluation): z.infer<typeof relativeErrorSchema> {
  const [rmse, baselineRmse] = [MODEL, BASELINE].map((name) => Math.sqrt(total(sums.sse[name]!) / rows)) as [
    number,
    number,
  ];
  return { periods, rows, rmse, baselineRmse, relative: rmse / baselineRmse };
}

const ratioOf = ({ sse }: Sums): number => Math.sqrt(total(sse[MODEL]!) / total(sse[BASELINE]!));

function resampledRatios({ rows, sse }: Sums, seed: number): Float64Array {
  const random = createRandom(seed);
  const days = rows.flatMap((n, day) => (n > 0 ? [day] : []));
  const [model, baseline] = [sse[MODEL]!, sse[BASELINE]!];
  return Float64Array.from({ length: RESAMPLES }, () => {
    let [a, b] = [0, 0];
    for (let i = 0; i < days.length; i++) {
      const day = days[randomInt(random, days.length)]!;
      a += model[day]!;
      b += baseline[day]!;
    }
    return Math.sqrt(a / b);
  });
}

function sliceErrors(
  current: Evaluation,
  reference: Evaluation,
  growth: number,
  policy: DecayPolicy,
): Decay['slices'] {
  return Object.entries(current.slices).flatMap(([slice, keys]) =>
    Object.entries(keys).flatMap(([key, sums]) => {
      const rows = total(sums.rows);
      if (rows < policy.minRows || total(sums.sse[BASELINE]!) === 0) return [];
      const before = reference.slices[slice]?.[key];
      const isKnown =
        before !== undefined && total(before.rows) >= policy.minRows && total(before.sse[BASELINE]!) > 0;
      const relative = ratioOf(sums);
      const referenceRelative = isKnown ? ratioOf(before) : null;
      const excess = relative / (referenceRelative ?? ratioOf(reference.total)) / growth - 1;
      const rmse = Math.sqrt(total(sums.sse[MODEL]!) / rows);
      const decayed = isKnown && excess > policy.sliceTolerance;
      return [{ slice, key, rows, rmse, relative, referenceRelative, excess, decayed }];
    }),
  );
}
