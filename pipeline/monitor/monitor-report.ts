import { z } from 'zod';
import { violationSchema } from '../validate/report.ts';
import { freshnessSchema, volumeSchema } from './calendar.ts';
import { columnDriftSchema } from './column-drift.ts';
import { decaySchema } from './decay.ts';
import { sliceDriftSchema } from './slice-drift.ts';

/** What an alarm is about, gravest first: what is wrong with the data comes before what the world did. */
export const causeSchema = z.enum([
  'data',
  'schema',
  'slice',
  'labels',
  'decay',
  'drift',
  'volume',
  'freshness',
]);

export type Cause = z.infer<typeof causeSchema>;

export const findingSchema = z.strictObject({
  cause: causeSchema,
  /** Column, slice or figure that it is about. */
  subject: z.string(),
  sentence: z.string(),
  impact: z.number().nullable(),
});

export type MonitorFinding = z.infer<typeof findingSchema>;

/** What a month looks like to the model in production: how its data has moved, and how well it is still predicted. */
export const monitorReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('monitor'),
  inputs: z.record(z.string(), z.string()),
  model: z.string(),
  title: z.string(),
  /** v3, or null where no version was at hand. */
  version: z.string().nullable(),
  target: z.strictObject({ name: z.string(), unit: z.string() }),
  reference: z.strictObject({ periods: z.array(z.string()), rows: z.number().int() }),
  current: z.strictObject({ period: z.string(), rows: z.number().int(), kept: z.number().int() }),
  /** Those that move predictions most come first. */
  columns: z.array(columnDriftSchema),
  targetDrift: columnDriftSchema,
  predictionDrift: columnDriftSchema.nullable(),
  /** What is unlike in slices, the most unlike first; all comparisons on demand. */
  slices: z.array(sliceDriftSchema),
  volume: volumeSchema,
  freshness: freshnessSchema,
  schema: z.array(z.string()).describe('What is otherwise than in the newest month of the reference'),
  violations: z.array(violationSchema),
  decay: decaySchema.nullable(),
  decaySkipped: z.string().nullable().describe('Why decay could not be measured'),
  /** Alarms first to last by what they do, then what is only worth knowing. */
  findings: z.array(findingSchema),
  notes: z.array(z.string()),
  verdict: z.strictObject({
    kind: z.enum(['healthy', 'alarm']),
    causes: z.array(causeSchema),
    reasons: z.array(z.string()).min(1),
  }),
});

export type MonitorReport = z.infer<typeof monitorReportSchema>;
