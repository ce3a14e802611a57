import { z } from 'zod';
import type { DuplicateEstimate } from './duplicate-estimate.ts';
import { profileSchema } from './profile.ts';
import type { Sample, Tally } from './tally.ts';

// The schemas stand apart from the code that counts: worker threads count, and do not need to load zod.

export const sampleSchema = z.strictObject({
  row: z.number().int().positive().describe('Number of the row in its file, from 1'),
  value: z.union([z.string(), z.number(), z.null()]),
}) satisfies z.ZodType<Sample>;

const tallySchema = z.strictObject({
  count: z.number().int().nonnegative(),
  samples: z.array(sampleSchema),
}) satisfies z.ZodType<Tally>;

const duplicateEstimateSchema = z.strictObject({
  count: z.number().nonnegative(),
  exact: z.boolean(),
  samples: z.array(sampleSchema),
}) satisfies z.ZodType<DuplicateEstimate>;

/** What reading a partition counted, enough to judge every check of the contract later, on any day. */
export const statisticsSchema = z.strictObject({
  rows: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative(),
  /** By position in the contract's checks; null for a check that does not look at single rows. */
  tallies: z.array(tallySchema.nullable()),
  /** Null when no check asks for them. */
  duplicates: duplicateEstimateSchema.nullable(),
  profile: profileSchema.required({ slices: true }),
});

export type Statistics = z.infer<typeof statisticsSchema>;
