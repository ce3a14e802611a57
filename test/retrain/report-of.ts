import type { Cause, MonitorReport } from '../../pipeline/monitor/monitor-report.ts';

const ORDINARY = {
  name: 'duration',
  role: 'target' as const,
  reason: 'many rows',
  tests: [],
  nulls: { score: 0, reference: 0, current: 0, threshold: 0.01, drifted: false },
  drifted: false,
  impact: null,
  meanShift: null,
};
const ERROR = { periods: ['2024-03'], rows: 190, rmse: 4, baselineRmse: 8, relative: 0.5 };

/** A report on a month, with one finding for each cause. */
export const reportOf = (period: string, causes: readonly Cause[] = []): MonitorReport => ({
  schemaVersion: 1,
  stage: 'monitor',
  inputs: { contract: 'sha256:c', [period]: 'a'.repeat(64) },
  model: 'rides',
  title: 'Duration of rides',
  version: 'v2',
  target: { name: 'duration', unit: 'min' },
  reference: { periods: ['2024-01', '2024-02'], rows: 400 },
  current: { period, rows: 200, kept: 190 },
  columns: [],
  targetDrift: ORDINARY,
  predictionDrift: null,
  slices: [],
  volume: { reference: 10, current: 10, ratio: 1, missingDays: [], drifted: false },
  freshness: { lastDay: null, ageDays: null, maxDays: null, drifted: false },
  schema: [],
  violations: [],
  decay: {
    current: { ...ERROR, periods: [period] },
    reference: ERROR,
    excess: 0,
    lower: -0.01,
    upper: 0.01,
    tolerance: 0.05,
    decayed: causes.includes('decay'),
    slices: [],
    tails: { reference: 3, current: 3, growth: 0, tolerance: 0.15, drifted: false },
  },
  decaySkipped: null,
  findings: causes.map((cause) => ({
    cause,
    subject: cause,
    sentence: `${cause} is told.`,
    impact: null,
  })),
  notes: [],
  verdict: {
    kind: causes.length > 0 ? 'alarm' : 'healthy',
    causes: [...causes],
    reasons: causes.length > 0 ? causes.map((cause) => `${cause} is told.`) : ['An ordinary month.'],
  },
});
