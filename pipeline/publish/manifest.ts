import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits');
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits');

/** A month of data as the lock has it. */
export const dataFileSchema = z.strictObject({
  period: z.string(),
  sha256,
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative().optional(),
  /** Why a person accepted it as it was, although it broke checks or was named broken. */
  accepted: z.string().exactOptional(),
});

/** manifest.json: joins a version with the digest, commit, run and data that it came from. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('publish'),
  /** Digests: candidate, champion, policy and evaluation as the verdict has them. */
  inputs: z.record(z.string(), z.string()),
  name: z.string(),
  version: z.string(),
  digest,
  contract: digest,
  code: z.strictObject({
    /** Digest of the files of code that train and score. */
    digest,
    commit: z.string().optional(),
  }),
  run: z.string().optional(),
  publishedAt: z.iso.datetime(),
  data: z.strictObject({ training: z.array(dataFileSchema).min(1), holdout: z.array(dataFileSchema).min(1) }),
  /** Share of the training rows that the target's range filtered out. */
  filteredShare: z.number(),
  /** The other files of the folder. */
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number().int(), sha256 })),
});

export type DataFile = z.infer<typeof dataFileSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
