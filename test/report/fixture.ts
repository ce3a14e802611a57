import { type Contract, contractSchema } from '../../pipeline/contract/schema.ts';
import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import { type Verdict, verdictSchema } from '../../pipeline/gate/verdict.ts';
import { type Model, modelSchema } from '../../pipeline/model/model.ts';
import { pairedDifference } from '../../pipeline/report/findings/paired-difference.ts';
import type { ReportInput } from '../../pipeline/report/report-input.ts';
import { FloatHistogram } from '../../pipeline/stats/float-histogram.ts';
import type { Profile } from '../../pipeline/validate/profile.ts';
import { toProfileHistogram } from '../../pipeline/validate/profile-histogram.ts';
import type { ValidationReport } from '../../pipeline/validate/report.ts';
import { makeEvaluation } from './make-evaluation.ts';
import { makeRides, type Ride } from './rides.ts';

const FEATURES = {
  numbers: { phone: 'is_null(passenger_count)', miles: 'clip(trip_distance, 0, 45)' },
  keys: { hour: 'hour(pickup_datetime)', weekend: 'weekend(pickup_datetime)' },
};

const COLUMNS = {
  pickup_datetime: { type: 'timestamp' },
  dropoff_datetime: { type: 'timestamp' },
  PULocationID: { type: 'category' },
  passenger_count: { type: 'number' },
  trip_distance: { type: 'number' },
} as const;

const RECIPE = {
  scale: 'log1p',
  base: ['log(miles + 1)'],
  encodings: [
    {
      group: 'time',
      chains: { time: [{ by: ['weekend', 'hour'], shrink: 20 }] },
    },
    { group: 'zone', chains: { zone: [{ by: ['PULocationID'], shrink: 20 }] } },
  ],
  final: ['miles', 'hinges(miles, 1, 3, 8, 15)', 'phone', 'prediction', 'prediction * phone', 'encodings'],
} as const;

const TARGET = {
  name: 'duration',
  unit: 'min',
  minutes_between: ['pickup_datetime', 'dropoff_datetime'],
  keep: [1, 60],
} as const;

/** A contract like that of the template's own model, and small. */
export function makeContract(): Contract {
  const slice = (...by: string[]) => ({ by, tolerance: 0.05 });
  return contractSchema.parse({
    schemaVersion: 1,
    name: 'green-rides',
    title: 'Duration of New York green-taxi rides',
    description: 'How many minutes a ride takes.',
    intended_use: 'Teaching.',
    source: { kind: 'monthly-file' },
    time: 'pickup_datetime',
    columns: COLUMNS,
    target: TARGET,
    checks: [],
    window: {},
    features: FEATURES,
    recipe: RECIPE,
    gate: {
      margin: 0.02,
      ceiling: 8,
      max_filtered: 0.08,
      resamples: 400,
      slice_min_rows: 300,
      slices: {
        hour: slice('hour'),
        weekday: slice('weekend'),
        borough_pair: slice('PULocationID'),
        distance: slice('miles'),
      },
    },
  });
}

/** A model with ten coefficients: constant, miles, four hinges, phone, prediction, prediction × phone, two encodings. */
export function makeModel(final: readonly number[], periods: readonly string[] = ['2021-01']): Model {
  return modelSchema.parse({
    schemaVersion: 1,
    stage: 'train',
    scoring: 1,
    name: 'green-rides',
    recipeName: 'default',
    inputs: { contract: 'sha256:aa' },
    periods,
    rows: 73_908,
    columns: COLUMNS,
    tables: {},
    target: TARGET,
    features: FEATURES,
    recipe: makeContract().recipe,
    state: { categories: { PULocationID: ['41', '74', '75'] }, tables: {} },
    base: [1.2, 0.8],
    encodingStep: 0.001,
    encodings: [
      { label: 'weekend × hour', size: 48, gaps: [1], values: [10] },
      { label: 'PULocationID', size: 3, gaps: [1], values: [5] },
    ],
    final,
  });
}

export const IMPORTANCE: Evaluation['importance'] = [
  { term: 'miles', group: 'direct', spread: 1.91 },
  { term: 'hinges(miles, 1)', group: 'direct', spread: 0.4 },
  { term: 'hinges(miles, 3)', group: 'direct', spread: 0.35 },
  { term: 'hinges(miles, 8)', group: 'direct', spread: 0.22 },
  { term: 'hinges(miles, 15)', group: 'direct', spread: 0.05 },
  { term: 'phone', group: 'direct', spread: 0.31 },
  { term: 'prediction', group: 'direct', spread: 6.2 },
  { term: 'prediction * phone', group: 'direct', spread: 0.6 },
  { term: 'weekend × hour', group: 'time', spread: 1.1 },
  { term: 'PULocationID', group: 'zone', spread: 0.8 },
];

export function makeProfile(rides: readonly Ride[]): Profile {
  const histogram = (values: readonly number[], nulls: number) => {
    const counts = new FloatHistogram();
    counts.add(Float64Array.from(values));
    counts.nulls = nulls;
    return toProfileHistogram(counts.toJSON());
  };
  const count = (of: (ride: Ride) => string | number) => {
    const counts: Record<string, number> = {};
    for (const ride of rides) counts[of(ride)] = (counts[of(ride)] ?? 0) + 1;
    return counts;
  };
  const hours = count(({ hour }) => hour);
  return {
    schemaVersion: 1,
    rows: rides.length,
    days: count(({ day }) => day),
    columns: {
      pickup_datetime: { kind: 'time', nulls: 0, hours: Array.from({ length: 24 }, (_, h) => hours[h] ?? 0) },
      dropoff_datetime: { kind: 'timestamp', nulls: 0 },
      PULocationID: {
        kind: 'category',
        categories: { counts: { ...count(({ keys }) => keys['borough_pair']!), '': 20 }, others: 0 },
      },
      passenger_count: {
        kind: 'number',
        histogram: histogram(
          rides.map((_, i) => 1 + (i % 7 === 0 ? 1 : 0) + (i % 31 === 0 ? 3 : 0)),
          4_800,
        ),
      },
      trip_distance: {
        kind: 'number',
        histogram: histogram(
          rides.map(({ miles }) => miles),
          0,
        ),
      },
    },
    target: {
      name: 'duration',
      histogram: histogram(
        rides.map(({ truth }) => truth),
        0,
      ),
    },
  };
}

export function makeValidation(period: string): ValidationReport {
  return {
    schemaVersion: 1,
    stage: 'validate',
    inputs: { data: 'sha256:bb' },
    period,
    rows: 76_518,
    kept: 73_908,
    filtered: 2_610,
    violations: [
      {
        rule: 'nulls of passenger_count',
        column: 'passenger_count',
        severity: 'warning',
        count: 50_000,
        share: 0.65,
        maxShare: 0.6,
        message:
          'passenger_count: expected a value in all but 60 % of the rows, found 50,000 of 76,518 rows (65.3 %) empty; look at the source',
        samples: [
          { row: 17, value: null },
          { row: 1_240, value: 'n/a' },
        ],
      },
    ],
    passed: ['range of trip_distance', 'duplicate rows'],
    skipped: [{ rule: 'distribution as in training', reason: 'no model is in production yet' }],
    schema: {
      digest: 'sha256:cc',
      columns: [],
      extra: ['ehail_fee'],
      notes: ['ehail_fee is new since 2021-01.'],
    },
    ok: true,
  };
}

export function makeVerdict(evaluation: Evaluation, contract: Contract): Verdict {
  const comparison = pairedDifference(evaluation.total, 'champion', { ...contract.gate, alpha: 0.0083 });
  return verdictSchema.parse({
    kind: 'promote',
    basis: 'better',
    schemaVersion: 1,
    stage: 'gate',
    inputs: { evaluation: 'sha256:dd' },
    reasons: [
      'Better than v1: RMSE is lower on the same rows, and so is the whole interval of the difference.',
      'No slice is worse than its tolerance.',
    ],
    rules: [
      { rule: 'data is valid', outcome: 'pass', reason: 'Both periods passed their checks, with 1 warning.' },
      { rule: 'below the ceiling', outcome: 'pass', reason: 'RMSE is below 8 min.' },
      {
        rule: 'better than the champion',
        outcome: 'pass',
        reason: 'The upper bound of the difference is below zero.',
      },
      { rule: 'latency budget', outcome: 'hold', reason: 'Measured on a busy machine: 4.9 ms of 5 ms.' },
    ],
    comparison: { answer: 'better', ...comparison, days: evaluation.days.length },
  });
}

/** Everything a report shows, for a made-up February that the candidate wins. */
export function makeReportInput(): ReportInput {
  const rides = makeRides(20210201);
  const contract = makeContract();
  const evaluation = makeEvaluation(rides, { importance: IMPORTANCE, versions: { champion: 'v1' } });
  return {
    contract,
    evaluation,
    verdict: makeVerdict(evaluation, contract),
    model: makeModel([1.05, 0.42, -0.1, -0.08, 0.05, 0.02, 0.4, 0.91, -0.06, 0.33, 0.21]),
    champion: {
      version: 'v1',
      model: makeModel([1.1, 0.4, -0.1, -0.02, 0.05, 0.02, 0.5, 0.89, -0.06, 0.25, 0.21]),
    },
    validation: [makeValidation('2021-01'), { ...makeValidation('2021-02'), violations: [] }],
    profile: makeProfile(rides),
    costs: { trainSeconds: 1.94, modelBytes: 268_123, latencyMs: 0.0213, passes: 4 },
    provenance: {
      digest: 'sha256:3f1c0a5be2d94c7788a1',
      contract: 'sha256:77e0c4d2',
      commit: '5a9bff5d8c1e',
      data: [
        { period: '2021-01', role: 'train', sha256: 'a3f0'.repeat(16), rows: 76_518, bytes: 1_333_814 },
        { period: '2021-02', role: 'holdout', sha256: '9c41'.repeat(16), rows: 64_572, bytes: 1_145_679 },
      ],
      software: { ratchet: '0.1.0', node: '24.1.0' },
    },
  };
}
