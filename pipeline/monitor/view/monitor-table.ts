import { decimal, integer, NO_VALUE, percent } from '../../report/format.ts';
import type { Tone } from '../../report/verdict-words.ts';
import type { ColumnDrift } from '../column-drift.ts';
import type { MonitorReport } from '../monitor-report.ts';
import type { SliceDrift } from '../slice-drift.ts';

/** How a verdict is shown. */
export const monitorWords: Readonly<
  Record<MonitorReport['verdict']['kind'], { icon: string; emoji: string; word: string; tone: Tone }>
> = {
  healthy: { icon: '✔', emoji: '✅', word: 'Healthy', tone: 'good' },
  alarm: { icon: '✖', emoji: '🚨', word: 'Alarm', tone: 'bad' },
};

/** Columns of the table of drift. */
export const MONITOR_COLUMNS = [
  { heading: 'column', align: 'left' },
  { heading: 'drift', align: 'left' },
  { heading: 'test', align: 'left' },
  { heading: 'score', align: 'right' },
  { heading: 'threshold', align: 'right' },
  { heading: 'null before', align: 'right' },
  { heading: 'null', align: 'right' },
  { heading: 'impact', align: 'right' },
] as const;

/** A row a column, target and prediction last. */
export function columnRows({ columns, targetDrift, predictionDrift, target }: MonitorReport): string[][] {
  const all = [...columns, targetDrift, ...(predictionDrift ? [predictionDrift] : [])];
  return all.map((column) => cells(column, target.unit));
}

/** Whether a row is of a column that moved. */
export const isDrifted = (row: readonly string[]): boolean => row[1] === 'yes';

function cells({ name, drifted, tests, nulls, impact }: ColumnDrift, unit: string): string[] {
  const [test] = tests;
  return [
    name,
    drifted ? 'yes' : 'no',
    test?.method ?? NO_VALUE,
    test ? decimal(test.score) : NO_VALUE,
    test ? decimal(test.threshold) : NO_VALUE,
    percent(nulls.reference),
    percent(nulls.current),
    impact === null ? NO_VALUE : `${decimal(impact, 2)} ${unit}`,
  ];
}

/** Columns of the table of slices. */
export const SLICE_COLUMNS = [
  { heading: 'slice', align: 'left' },
  { heading: 'rows', align: 'right' },
  { heading: 'what', align: 'left' },
  { heading: 'against', align: 'left' },
  { heading: 'score', align: 'right' },
  { heading: 'threshold', align: 'right' },
] as const;

/** A row a figure that is unlike. */
export function sliceRows(slices: readonly SliceDrift[]): string[][] {
  return slices.map(({ slice, key, rows, what, against, score, threshold }) => [
    `${slice} ${key || 'null'}`,
    integer(rows),
    what,
    against,
    decimal(score),
    decimal(threshold),
  ]);
}
