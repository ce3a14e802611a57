import { z } from 'zod';
import { duplicateEstimateSchema } from './duplicate-estimate.ts';
import { profileSchema } from './profile.ts';
import { tallySchema } from './tally.ts';

/** What reading a partition counted, enough to judge every check of the contract later, on any day. */
export const statisticsSchema = z.strictObject({
  rows: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative(),
  /** By position in the contract's checks; null for a check that does not look at single rows. */
  tallies: z.array(tallySchema.nullable()),
  /** Null when no check asks for them. */
  duplicates: duplicateEstimateSchema.nullable(),
  profile: profileSchema,
});

export type Statistics = z.infer<typeof statisticsSchema>;
