import { z } from 'zod';
import { monthRecordSchema } from '../records/month-record.ts';

/** A new month that must not be trained on. */
export const invalidMonthSchema = z.strictObject({
  period: z.string(),
  /** Of its file; left out where that is no file of rows. */
  sha256: z.string().exactOptional(),
  /** What is wrong with it: every violation, or why it cannot even be read. */
  faults: z.array(z.strictObject({ message: z.string(), rows: z.number().nullable() })).min(1),
});

/** A locked month that its publisher has replaced. */
export const republishedMonthSchema = z.strictObject({
  period: z.string(),
  /** 64 hex digits; in place of what was found, why it is no file of rows at all. */
  locked: z.string(),
  found: z.string(),
  source: z.string(),
});

/** Months of a model's source as they stand. */
export const stockSchema = z.strictObject({
  /** Months that are locked or new, and not put aside, in order. */
  known: z.array(z.string()),
  /** Those of them that the lock does not know yet. */
  fresh: z.array(z.string()),
  /** New months that break the contract, and were put aside. */
  invalid: z.array(invalidMonthSchema),
  republished: z.array(republishedMonthSchema),
  /** That the next month should be there by now. */
  overdue: z.strictObject({ period: z.string(), sentence: z.string() }).nullable(),
  /** What should be seen although it stops nothing. */
  warnings: z.array(z.string()),
});

/** What a look at a model's months came to, handed on to the decision. */
export const watchSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('monitor'),
  inputs: z.record(z.string(), z.string()),
  model: z.string(),
  /** Version that months were watched with; null before the first. */
  version: z.string().nullable(),
  /** Whether the newest month was looked at, and not one that was asked for. */
  isNewest: z.boolean(),
  stock: stockSchema,
  /** Months that were watched, in order, as they are to be recorded. */
  watched: z.array(monthRecordSchema),
});

export type InvalidMonth = z.infer<typeof invalidMonthSchema>;
export type RepublishedMonth = z.infer<typeof republishedMonthSchema>;
export type Stock = z.infer<typeof stockSchema>;
export type Watch = z.infer<typeof watchSchema>;
