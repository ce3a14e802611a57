import { z } from 'zod';
import { sampleSchema } from './statistics.ts';

export const violationSchema = z.strictObject({
  rule: z.string(),
  column: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
  count: z.number().describe('Rows that break the rule; for freshness the age in days'),
  share: z.number().describe('count as a share of the rows; for psi the index itself'),
  maxShare: z.number().nullable().describe('What the share may be; null for a rule that has no such bound'),
  message: z.string(),
  samples: z.array(sampleSchema),
});

/** What validation says of one partition: everything that is wrong with it, at once. */
export const validationReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('validate'),
  inputs: z.strictObject({ data: z.string(), contract: z.string().optional() }),
  period: z.string(),
  rows: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative(),
  filtered: z.number().int().nonnegative(),
  violations: z.array(violationSchema),
  passed: z.array(z.string()),
  skipped: z.array(z.strictObject({ rule: z.string(), reason: z.string() })),
  schema: z.strictObject({
    digest: z.string(),
    columns: z
      .array(z.tuple([z.string(), z.string()]))
      .describe('Name and physical type of each column of the file'),
    extra: z.array(z.string()).describe('Columns that the contract does not use'),
    notes: z.array(z.string()),
  }),
  ok: z.boolean().describe('False when any violation is an error'),
});

export type Violation = z.infer<typeof violationSchema>;
export type ValidationReport = z.infer<typeof validationReportSchema>;
