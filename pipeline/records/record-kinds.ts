import type { z } from 'zod';
import { incidentRecordSchema } from './incident-record.ts';
import { monthRecordSchema } from './month-record.ts';
import { runRecordSchema } from './run-record.ts';

/** What is kept of a model, each kind in a file of its own. */
export const RECORD_SCHEMAS = {
  runs: runRecordSchema,
  months: monthRecordSchema,
  incidents: incidentRecordSchema,
} as const;

export type RecordKind = keyof typeof RECORD_SCHEMAS;
export type RecordOf<Kind extends RecordKind> = z.infer<(typeof RECORD_SCHEMAS)[Kind]>;

/** Records of a kind, as far as they are at hand. */
export interface KnownRecords<Kind extends RecordKind> {
  /** Oldest first. */
  readonly records: readonly RecordOf<Kind>[];
  /** Why nothing is known of the branch of records, as a clause; undefined where it was read. */
  readonly unknown: string | undefined;
}

/** A record on its way to its file. */
export type RecordLine = {
  [Kind in RecordKind]: {
    readonly model: string;
    readonly kind: Kind;
    readonly record: RecordOf<Kind>;
  };
}[RecordKind];

/** File of a kind of records, from the top of the branch. */
export const recordPath = (model: string, kind: RecordKind): string => `${model}/${kind}.jsonl`;
