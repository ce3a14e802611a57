import { z } from 'zod';

/** How candidate and champion compare on the same rows. */
export const comparisonSchema = z.strictObject({
  answer: z.enum(['better', 'worse', 'no-worse', 'inconclusive']),
  /** Candidate's RMSE minus the champion's, with the bounds of its interval. */
  difference: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** Two-sided level that the interval was computed at, after spending for repeated tries. */
  alpha: z.number(),
  days: z.number().int(),
});

/** One rule of the gate: every rule runs, and every outcome is shown. */
export const ruleOutcomeSchema = z.strictObject({
  rule: z.string(),
  outcome: z.enum(['pass', 'fail', 'hold', 'undecided', 'unchanged']),
  reason: z.string(),
});

/** What a promotion rests on. Only a version promoted as first or better becomes the anchor that ties are held to. */
export const basisSchema = z.enum(['first', 'better', 'no-worse']);

const common = {
  schemaVersion: z.literal(1),
  stage: z.literal('gate'),
  /** Digests: candidate, champion when there is one, policy, and evaluation when all its numbers are finite. */
  inputs: z.record(z.string(), z.string()),
  /** The sentences that explain the verdict, most important first. */
  reasons: z.array(z.string()).min(1),
  rules: z.array(ruleOutcomeSchema),
  comparison: comparisonSchema.optional(),
};

export const verdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('promote'), basis: basisSchema, ...common }),
  z.strictObject({ kind: z.literal('reject'), ...common }),
  z.strictObject({ kind: z.literal('hold'), ...common }),
  z.strictObject({ kind: z.literal('unchanged'), ...common }),
  z.strictObject({ kind: z.literal('undecided'), ...common }),
]);

export type Comparison = z.infer<typeof comparisonSchema>;
export type RuleOutcome = z.infer<typeof ruleOutcomeSchema>;
export type Basis = z.infer<typeof basisSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
