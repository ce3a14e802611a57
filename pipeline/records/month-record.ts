import { z } from 'zod';
import { RatchetError } from '../errors.ts';
import type { ColumnDrift } from '../monitor/column-drift.ts';
import { causeSchema, type MonitorReport } from '../monitor/monitor-report.ts';
import type { Decision } from '../retrain/decision.ts';
import { watchedMonth } from '../retrain/history.ts';
import { recordFields } from './record-fields.ts';

const columnSchema = z.strictObject({
  name: z.string(),
  role: z.string(),
  /** Expected change of a prediction, in the target's unit; null where no model tells. */
  impact: z.number().nullable(),
  drifted: z.boolean(),
  /** What the test that judges the column says; null where it has no rows. */
  test: z.strictObject({ method: z.string(), score: z.number(), threshold: z.number() }).nullable(),
});

/** One month as monitoring saw it with the version that was live: a line of months.jsonl. */
export const monthRecordSchema = z.strictObject({
  ...recordFields,
  period: z.string(),
  /** v3; null where no version was at hand. */
  version: z.string().nullable(),
  /** sha256 of the month's file. */
  digest: z.string(),
  /** Rows of the month in the target's range. */
  rows: z.number().int(),
  verdict: z.strictObject({
    kind: z.enum(['healthy', 'alarm']),
    causes: z.array(causeSchema),
    reasons: z.array(z.string()).min(1),
  }),
  /** The gravest finding of each cause, as a sentence. */
  sentences: z.partialRecord(causeSchema, z.string()),
  /** Those that move predictions most come first; target and prediction come last. */
  columns: z.array(z.preprocess(asNamedNow, columnSchema)),
  /** On the month's rows: the live version's, and that of the baseline refitted on them. Null where not measured. */
  rmse: z.strictObject({ live: z.number(), baseline: z.number() }).nullable(),
  /** Growth of the error relative to the baseline's since promotion, with its interval: 0.05 for 5 %. */
  decay: z
    .strictObject({ excess: z.number(), lower: z.number(), upper: z.number(), decayed: z.boolean() })
    .nullable(),
  /** What was decided on the strength of it; left out where nothing was. */
  decision: z
    .strictObject({ kind: z.enum(['retrain', 'wait']), reasons: z.array(z.string()).min(1) })
    .exactOptional(),
  runUrl: z.string(),
});

export type MonthRecord = z.infer<typeof monthRecordSchema>;

export interface MonthOrigin {
  /** Now, ISO 8601. */
  readonly at: string;
  readonly runUrl: string;
  readonly decision?: Decision;
}

/** Names the record of a month's file as a version sees it. */
export const monthRecordId = (period: string, version: string | null, digest: string): string =>
  [period, version ?? 'none', digest.slice(0, 12)].join('-');

/** Record of a month from the report on it: the same month, file and version give the same id. */
export function monthRecord(report: MonitorReport, { at, runUrl, decision }: MonthOrigin): MonthRecord {
  const { model, version, current, verdict, decay } = report;
  const { period, kept } = current;
  const digest = report.inputs[period];
  if (digest === undefined) throw new RatchetError('internal', `the report names no digest of ${period}`);
  const columns = [...report.columns, report.targetDrift, report.predictionDrift];
  return {
    schemaVersion: 1,
    id: monthRecordId(period, version, digest),
    at,
    model,
    period,
    version,
    digest,
    rows: kept,
    verdict,
    sentences: { ...watchedMonth(report).sentences },
    columns: columns.filter((column) => column !== null).map(compactColumn),
    rmse: decay && { live: decay.current.rmse, baseline: decay.current.baselineRmse },
    decay: decay && { excess: decay.excess, lower: decay.lower, upper: decay.upper, decayed: decay.decayed },
    ...(decision && { decision: { kind: decision.kind, reasons: [...decision.reasons] } }),
    runUrl,
  };
}

/** The branch of records is never rewritten: its first lines say impactMin, whatever the unit. */
function asNamedNow(column: unknown): unknown {
  if (typeof column !== 'object' || column === null || !('impactMin' in column)) return column;
  const { impactMin: impact, ...rest } = column;
  return { impact, ...rest };
}

function compactColumn({ name, role, impact, drifted, tests: [first] }: ColumnDrift) {
  const test = first ? { method: first.method, score: first.score, threshold: first.threshold } : null;
  return { name, role, impact, drifted, test };
}
