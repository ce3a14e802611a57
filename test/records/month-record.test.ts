import { describe, expect, it } from 'vitest';
import type { ColumnDrift } from '../../pipeline/monitor/column-drift.ts';
import type { Decay } from '../../pipeline/monitor/decay.ts';
import type { MonitorReport } from '../../pipeline/monitor/monitor-report.ts';
import { monthRecord, monthRecordSchema } from '../../pipeline/records/month-record.ts';

const column = (name: string, role: ColumnDrift['role'], score: number): ColumnDrift => ({
  name,
  role,
  reason: 'many rows',
  tests: [
    { method: 'wasserstein', score, threshold: 0.25, drifted: score > 0.25, bound: 0 },
    { method: 'psi', score: 9, threshold: 0.1, drifted: true, bound: 0 },
  ],
  nulls: { score: 0, reference: 0, current: 0, threshold: 0.01, drifted: false },
  drifted: score > 0.25,
  impact: score,
  meanShift: score,
});
const relative = { periods: ['2024-04'], rows: 190, rmse: 5.5, baselineRmse: 11, relative: 0.5 };

/** A month whose miles have grown, watched with v2. */
const report = {
  inputs: { contract: 'sha256:c', '2024-04': 'abcdef0123456789', model: 'sha256:m' },
  model: 'rides',
  version: 'v2',
  current: { period: '2024-04', rows: 200, kept: 190 },
  columns: [column('miles', 'number', 0.5)],
  targetDrift: column('duration', 'target', 0.125),
  predictionDrift: null,
  decay: {
    current: relative,
    excess: 0.25,
    lower: 0.125,
    upper: 0.375,
    decayed: true,
  } as Partial<Decay>,
  findings: [
    { cause: 'drift', subject: 'miles', sentence: 'miles has moved.', impact: 0.5 },
    { cause: 'decay', subject: 'rmse', sentence: 'The error has grown by 25 %.', impact: null },
    { cause: 'drift', subject: 'zone', sentence: 'zone has moved.', impact: 0.1 },
  ],
  verdict: { kind: 'alarm', causes: ['drift', 'decay'], reasons: ['miles has moved.'] },
} as unknown as MonitorReport;
const ORIGIN = { at: '2024-05-06T05:23:00.000Z', runUrl: 'https://github.test/runs/1' };

describe('the record of a month', () => {
  it('keeps verdict, the judging test of each column, errors and decision', () => {
    const decision = { kind: 'retrain', reasons: ['Drift: miles has moved.'] } as const;
    const record = monthRecord(report, { ...ORIGIN, decision });
    expect(monthRecordSchema.parse(record)).toEqual({
      schemaVersion: 1,
      id: '2024-04-v2-abcdef012345',
      ...ORIGIN,
      model: 'rides',
      period: '2024-04',
      version: 'v2',
      digest: 'abcdef0123456789',
      rows: 190,
      verdict: { kind: 'alarm', causes: ['drift', 'decay'], reasons: ['miles has moved.'] },
      sentences: { drift: 'miles has moved.', decay: 'The error has grown by 25 %.' },
      columns: [
        {
          name: 'miles',
          role: 'number',
          impact: 0.5,
          drifted: true,
          test: { method: 'wasserstein', score: 0.5, threshold: 0.25 },
        },
        {
          name: 'duration',
          role: 'target',
          impact: 0.125,
          drifted: false,
          test: { method: 'wasserstein', score: 0.125, threshold: 0.25 },
        },
      ],
      rmse: { live: 5.5, baseline: 11 },
      decay: { excess: 0.25, lower: 0.125, upper: 0.375, decayed: true },
      decision,
    });
  });

  it('holds no figures where none was measured, and fits its schema all the same', () => {
    const bare = { ...report, version: null, decay: null, columns: [{ ...report.columns[0]!, tests: [] }] };
    const record = monthRecordSchema.parse(monthRecord(bare, ORIGIN));
    expect(record).toMatchObject({ id: '2024-04-none-abcdef012345', rmse: null, decay: null });
    expect(record.columns[0]!.test).toBeNull();
  });

  it('is read from a line that was written when impact was called impactMin', () => {
    const { columns, ...record } = monthRecord(report, ORIGIN);
    const { impact, ...miles } = columns[0]!;
    const asWritten = { ...record, columns: [{ ...miles, impactMin: impact }] };
    expect(monthRecordSchema.parse(asWritten).columns).toEqual([{ ...miles, impact: 0.5 }]);
    expect(monthRecordSchema.safeParse({ ...record, columns: [miles] }).success).toBe(false);
  });
});
