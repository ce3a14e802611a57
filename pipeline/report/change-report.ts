import { z } from 'zod';
import { contractSchema } from '../contract/schema.ts';
import { evaluationSchema } from '../evaluate/evaluation.ts';
import { verdictSchema } from '../gate/verdict.ts';
import { validationReportSchema } from '../validate/report.ts';

const costsSchema = z.strictObject({
  trainSeconds: z.number(),
  modelBytes: z.number(),
  latencyMs: z.number(),
  passes: z.number(),
});

const provenanceSchema = z.strictObject({
  digest: z.string(),
  contract: z.string(),
  commit: z.string().exactOptional(),
  data: z.array(
    z.strictObject({
      period: z.string(),
      role: z.enum(['train', 'holdout']),
      sha256: z.string(),
      rows: z.number(),
      bytes: z.number(),
      accepted: z.string().exactOptional(),
    }),
  ),
  software: z.record(z.string(), z.string()),
  madeAt: z.string().exactOptional(),
});

const changesSchema = z.strictObject({
  contract: z.array(z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  coefficients: z.array(
    z.strictObject({
      term: z.string(),
      group: z.string(),
      candidate: z.number().optional(),
      champion: z.number().optional(),
      effect: z.number().optional(),
    }),
  ),
});

const common = {
  schemaVersion: z.literal(1),
  stage: z.literal('report'),
  model: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string(),
};

/** report.json: what a change does to a model. It is handed from the run that computed it to whoever tells of it. */
export const changeReportSchema = z.discriminatedUnion('kind', [
  /** A candidate was trained and judged. */
  z.strictObject({
    kind: z.literal('judged'),
    ...common,
    contract: contractSchema,
    evaluation: evaluationSchema,
    verdict: verdictSchema,
    costs: costsSchema,
    provenance: provenanceSchema,
    changes: changesSchema.exactOptional(),
  }),
  /** Nothing that feeds the model changed. */
  z.strictObject({ kind: z.literal('unaffected'), ...common }),
  /** The data broke the contract's checks, so that nothing was trained. */
  z.strictObject({ kind: z.literal('invalid'), ...common, validation: z.array(validationReportSchema) }),
]);

export type ChangeReport = z.infer<typeof changeReportSchema>;
