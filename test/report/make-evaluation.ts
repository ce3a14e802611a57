import {
  type DaySums,
  type Evaluation,
  evaluationSchema,
  type Metrics,
} from '../../pipeline/evaluate/evaluation.ts';
import { quantile } from '../../pipeline/stats/quantile.ts';
import type { Ride } from './rides.ts';

const SLICES = ['hour', 'weekday', 'borough_pair', 'distance'];
const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

interface Made {
  readonly importance: Evaluation['importance'];
  readonly versions: Readonly<Record<string, string>>;
}

/** The evaluation of rides, straight from its definition. */
export function makeEvaluation(rides: readonly Ride[], { importance, versions }: Made): Evaluation {
  const names = Object.keys(rides[0]!.predictions);
  const days = [...new Set(rides.map(({ day }) => day))].sort();
  const ofSlice = (slice: string) => {
    const groups = new Map<string, Ride[]>();
    for (const ride of rides) {
      const key = ride.keys[slice]!;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key)!.push(ride);
    }
    return [...groups];
  };
  const residuals = new Map<number, number>();
  for (const { truth, predictions } of rides) {
    const edge = Math.floor(predictions['candidate']! - truth);
    residuals.set(edge, (residuals.get(edge) ?? 0) + 1);
  }
  return evaluationSchema.parse({
    schemaVersion: 1,
    stage: 'evaluate',
    inputs: { contract: 'sha256:aa', data: 'sha256:bb' },
    periods: ['2021-02'],
    target: { name: 'duration', unit: 'min' },
    rows: rides.length,
    filtered: 612,
    days,
    models: Object.fromEntries(
      names.map((name) => [
        name,
        {
          ...(name in versions ? { version: versions[name] } : {}),
          periods: ['2021-01'],
          metrics: metrics(rides, name),
          calibration: calibration(rides, name),
        },
      ]),
    ),
    total: daySums(rides, names, days),
    slices: Object.fromEntries(
      SLICES.map((slice) => [
        slice,
        Object.fromEntries(ofSlice(slice).map(([key, some]) => [key, daySums(some, names, days)])),
      ]),
    ),
    importance,
    residuals: [...residuals].sort(([a], [b]) => a - b),
  });
}

function daySums(rides: readonly Ride[], names: readonly string[], days: readonly string[]): DaySums {
  const byDay = days.map((day) => rides.filter((ride) => ride.day === day));
  return {
    rows: byDay.map(({ length }) => length),
    sse: Object.fromEntries(
      names.map((name) => [
        name,
        byDay.map((some) =>
          some.reduce((sum, { truth, predictions }) => sum + (predictions[name]! - truth) ** 2, 0),
        ),
      ]),
    ),
  };
}

function metrics(rides: readonly Ride[], name: string): Metrics {
  const errors = Float64Array.from(rides, ({ truth, predictions }) => predictions[name]! - truth).sort();
  const mean = (values: Iterable<number>) =>
    [...values].reduce((sum, value) => sum + value, 0) / rides.length;
  const center = mean(rides.map(({ truth }) => truth));
  const mse = mean(errors.map((error) => error * error));
  return {
    rows: rides.length,
    rmse: Math.sqrt(mse),
    mae: mean(errors.map(Math.abs)),
    medianAbsoluteError: quantile(errors.map(Math.abs).sort(), 0.5),
    r2: 1 - mse / mean(rides.map(({ truth }) => (truth - center) ** 2)),
    bias: mean(errors),
    errorQuantiles: Object.fromEntries(QUANTILES.map((q) => [String(q), quantile(errors, q)])),
  };
}

function calibration(rides: readonly Ride[], name: string): Evaluation['models'][string]['calibration'] {
  const sorted = rides.toSorted((a, b) => a.predictions[name]! - b.predictions[name]!);
  return Array.from({ length: 10 }, (_, tenth) => {
    const some = sorted.slice((tenth * rides.length) / 10, ((tenth + 1) * rides.length) / 10);
    const mean = (of: (ride: Ride) => number) => some.reduce((sum, ride) => sum + of(ride), 0) / some.length;
    return {
      rows: some.length,
      predicted: mean((ride) => ride.predictions[name]!),
      actual: mean((ride) => ride.truth),
    };
  });
}
