import type { IncidentRecord } from '../../pipeline/records/incident-record.ts';
import { incidentRecord } from '../../pipeline/records/incident-record.ts';
import type { MonthRecord } from '../../pipeline/records/month-record.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';

/** A run of a small model, as a test changes it. */
export function runOf(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    schemaVersion: 1,
    id: 'c0ffee000001',
    at: '2024-05-06T05:23:00.000Z',
    model: 'rides',
    trigger: 'release',
    candidate: `sha256:${'a'.repeat(64)}`,
    target: { name: 'duration', unit: 'min' },
    parameters: {
      recipe: 'main',
      train: ['2024-01', '2024-02'],
      holdout: ['2024-03'],
      contract: `sha256:${'b'.repeat(64)}`,
      threads: 2,
      settings: { folds: '3', scale: 'identity' },
    },
    metrics: {
      rmse: { train: 4.25, holdout: 4.5 },
      mae: 3.125,
      r2: 0.75,
      bias: -0.0625,
      baselines: { mean: 9 },
      champion: { version: 'v1', rmse: 4.75 },
      difference: { value: -0.25, lower: -0.375, upper: -0.125 },
    },
    data: [
      { role: 'train', period: '2024-01', sha256: '1'.repeat(64), rows: 100, bytes: 1000 },
      { role: 'train', period: '2024-02', sha256: '2'.repeat(64), rows: 110, bytes: 1100 },
      { role: 'holdout', period: '2024-03', sha256: '3'.repeat(64), rows: 120, bytes: 1200 },
    ],
    commit: 'd'.repeat(40),
    software: { ratchet: '0.1.0', node: '20.19.0', code: `sha256:${'c'.repeat(64)}` },
    cost: { trainSeconds: 1.5, passes: 4, peakMb: 256, modelBytes: 2048, latencyMs: 0.125 },
    verdict: { kind: 'promote', basis: 'better', reasons: ['Better than the champion v1.'] },
    artifacts: { report: 'out/report.html' },
    run: 'https://github.test/runs/1',
    ...changes,
  };
}

/** An incident that was opened, as a test changes it. */
export const incidentOf = (changes: Partial<IncidentRecord> = {}): IncidentRecord =>
  incidentRecord({
    at: '2024-05-06T05:23:00.000Z',
    model: 'rides',
    kind: 'data',
    event: 'opened',
    number: 7,
    url: 'https://github.test/issues/7',
    title: 'Invalid data for rides: 2024-04',
    runUrl: 'https://github.test/runs/1',
    ...changes,
  });

/** A month that was watched, as a test changes it. */
export const monthOf = (changes: Partial<MonthRecord> = {}): MonthRecord => ({
  schemaVersion: 1,
  id: '2024-04-v2-abcdef012345',
  at: '2024-05-06T05:23:00.000Z',
  model: 'rides',
  period: '2024-04',
  version: 'v2',
  digest: 'abcdef0123456789',
  rows: 190,
  verdict: { kind: 'alarm', causes: ['drift', 'decay'], reasons: ['miles has moved.'] },
  sentences: { drift: 'miles has moved.' },
  columns: [],
  rmse: { live: 5.5, baseline: 11 },
  decay: null,
  runUrl: 'https://github.test/runs/1',
  ...changes,
});
