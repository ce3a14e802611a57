import { z } from 'zod';
import { digestOf } from '../digest/digest.ts';
import { basisSchema, verdictSchema } from '../gate/verdict.ts';
import { recordFields } from './record-fields.ts';

const kinds = z.enum(verdictSchema.options.map((option) => option.shape.kind.value));

/** One training run, whatever became of it: a line of runs.jsonl. */
export const runRecordSchema = z.strictObject({
  ...recordFields,
  trigger: z.enum(['local', 'ci', 'release', 'continuous-training']),
  /** Digest of what was trained. */
  candidate: z.string(),
  /** v3, where it was released as a version, be it that the release still waits for a person. */
  version: z.string().exactOptional(),
  /** What is predicted, and the unit of every error here. */
  target: z.strictObject({ name: z.string(), unit: z.string() }),
  parameters: z.strictObject({
    recipe: z.string(),
    train: z.array(z.string()),
    holdout: z.array(z.string()),
    /** Digest of the contract. */
    contract: z.string(),
    threads: z.number().int(),
    /** The recipe, leaf by leaf: folds → 3. */
    settings: z.record(z.string(), z.string()),
  }),
  metrics: z.strictObject({
    rmse: z.strictObject({ train: z.number(), holdout: z.number() }),
    mae: z.number(),
    r2: z.number().nullable().describe('null where the target does not vary'),
    bias: z.number(),
    /** RMSE of what else was scored on the same rows: mean and comparison recipes. */
    baselines: z.record(z.string(), z.number()),
    champion: z.strictObject({ version: z.string(), rmse: z.number() }).exactOptional(),
    /** Candidate's RMSE minus the champion's, with its interval. */
    difference: z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() }).exactOptional(),
  }),
  data: z.array(
    z.strictObject({
      role: z.enum(['train', 'holdout']),
      period: z.string(),
      sha256: z.string(),
      rows: z.number().int(),
      bytes: z.number().int(),
    }),
  ),
  commit: z.string().exactOptional(),
  /** Name → version of what computed, such as ratchet and node; `code` is the digest of the code that trains. */
  software: z.record(z.string(), z.string()),
  cost: z.strictObject({
    trainSeconds: z.number(),
    passes: z.number().int(),
    /** Most memory that the process that trained held. */
    peakMb: z.number(),
    modelBytes: z.number().int(),
    /** One prediction; left out where nothing was judged. */
    latencyMs: z.number().exactOptional(),
  }),
  /** Left out where nothing was judged. */
  verdict: z
    .strictObject({
      kind: kinds,
      basis: basisSchema.exactOptional(),
      reasons: z.array(z.string()).min(1),
    })
    .exactOptional(),
  /** Name → path from the repository, or address. */
  artifacts: z.record(z.string(), z.string()),
  /** Address of the run on GitHub. */
  run: z.string().exactOptional(),
});

export type RunRecord = z.infer<typeof runRecordSchema>;

/** Twelve hex digits for one training: known before its version is, so that this does not change it. */
export function runId(
  run: Pick<RunRecord, 'at' | 'model' | 'trigger' | 'candidate'> & { readonly run?: string },
) {
  const { at, model, trigger, candidate } = run;
  return digestOf({ at, model, trigger, candidate, run: run.run ?? null })
    .slice('sha256:'.length)
    .slice(0, 12);
}
