import { z } from 'zod';

const counts = z.array(z.number().int().nonnegative());

export const histogramSchema = z.strictObject({
  bins: z.array(z.tuple([z.number().int(), z.number().int().positive()])),
  nulls: z.number().int().nonnegative(),
  coarseness: z
    .number()
    .int()
    .min(0)
    .max(17)
    .describe('2^coarseness neighbouring bins are counted in the lowest of them'),
});

export const categoryCountsSchema = z.strictObject({
  counts: z
    .record(z.string(), z.number().int().positive())
    .describe('Rows by label; the empty label is null'),
  others: z.number().int().nonnegative().describe('Rows of the labels that are too many to list'),
});

export const columnProfileSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('time'),
    nulls: z.number().int().nonnegative(),
    hours: counts.length(24),
  }),
  z.strictObject({ kind: z.literal('timestamp'), nulls: z.number().int().nonnegative() }),
  z.strictObject({ kind: z.literal('number'), histogram: histogramSchema }),
  z.strictObject({ kind: z.literal('category'), categories: categoryCountsSchema }),
]);

/** The rows of one label. */
export const sliceProfileSchema = z.strictObject({
  rows: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative().describe("Rows in the target's range"),
  target: histogramSchema,
  numbers: z.record(z.string(), histogramSchema),
});

/**
 * How the values of a partition are distributed. Profiles add up: the training profile of a model is the sum of its
 * periods' profiles, and drift is measured between two of them.
 */
export const profileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  rows: z.number().int().nonnegative(),
  days: z
    .record(z.string(), z.number().int().positive())
    .describe('Rows by day (YYYY-MM-DD) inside the periods'),
  columns: z.record(z.string(), columnProfileSchema),
  target: z.strictObject({ name: z.string(), histogram: histogramSchema }),
  slices: z
    .record(z.string(), z.record(z.string(), sliceProfileSchema))
    .optional()
    .describe(
      'Category column of few labels → label → its rows; versions of before they were counted have none',
    ),
});

export type Profile = z.infer<typeof profileSchema>;
export type ColumnProfile = z.infer<typeof columnProfileSchema>;
export type ProfileHistogram = z.infer<typeof histogramSchema>;
export type SliceProfile = z.infer<typeof sliceProfileSchema>;
export type CategoryCounts = z.infer<typeof categoryCountsSchema>;
