import type { Contract } from '../contract/schema.ts';
import type { FeatureState } from '../features/feature-state.ts';
import { Frame } from '../features/frame.ts';
import type { Model } from '../model/model.ts';
import { Predictor } from '../model/predictor.ts';
import type { RunRound } from '../train/round-registry.ts';
import type { DaySums, Evaluation } from './evaluation.ts';
import { calibrationOf, metricsOf } from './metrics.ts';
import type { Scored, ScoreStatistic } from './score-round.ts';
import { ERROR_BIN, ERROR_BINS, SCORE_TICKS, scoreOrigin, scoreUnit } from './scored-sums.ts';

/** One row of the comparison. */
export interface Contestant {
  readonly name: string;
  readonly scored: Scored;
  readonly digest?: string;
  readonly version?: string;
  readonly periods: readonly string[];
}

export interface EvaluateInput {
  /** Target, row filter and slices come from here, whatever contract the models were trained with. */
  readonly contract: Contract;
  /** The candidate first. */
  readonly contestants: readonly Contestant[];
  readonly periods: readonly string[];
  /** Rows to be judged on. */
  readonly rows: number;
  readonly filtered: number;
  /** Categories of the judging rows, and lookup tables. */
  readonly features: FeatureState;
  readonly inputs: Readonly<Record<string, string>>;
}

/** With more rows than this, the spread of terms is measured on some of their blocks, evenly spread. */
const ENOUGH_ROWS = 250_000;

/** Scores all contestants on the same rows. `runRound` runs over the judging shards. */
export async function evaluate(input: EvaluateInput, runRound: RunRound): Promise<Evaluation> {
  const { contract, contestants, features } = input;
  const unit = scoreUnit(contract.target.keep);
  const origin = scoreOrigin(contract.target.keep, unit);
  const feature = { columns: contract.columns, features: contract.features };
  const slices = Object.entries(contract.gate.slices);
  const statistic = await runRound('score', {
    contract: feature,
    target: contract.target.name,
    time: contract.time,
    unit,
    origin,
    scored: contestants.map(({ scored }) => scored),
    slices: slices.map(([, { by }]) => by),
    features,
    importanceEvery: Math.ceil(input.rows / ENOUGH_ROWS),
  });
  const names = contestants.map(({ name }) => name);
  const days = [...statistic.days.keys()].sort(byDay);
  const sums = (cell: number) => daySums(statistic, days, cell, names, unit);
  const frame = new Frame(feature, features);
  let first = 1;
  const bySlice = slices.map(([name, { by }]) => {
    const key = frame.tuple(by);
    const entries = Array.from(
      { length: key.size },
      (_, code) => [key.name(code), sums(first + code)] as const,
    );
    first += key.size;
    return [name, Object.fromEntries(entries.filter(([, { rows }]) => rows.some((n) => n > 0)))] as const;
  });
  return {
    schemaVersion: 1,
    stage: 'evaluate',
    inputs: { ...input.inputs },
    periods: [...input.periods],
    target: { name: contract.target.name, unit: contract.target.unit },
    rows: statistic.truth[0]!,
    filtered: input.filtered,
    days: days.map(nameOfDay),
    models: Object.fromEntries(
      contestants.map(({ name, digest, version, periods }, m) => [
        name,
        {
          ...(digest === undefined ? {} : { digest }),
          ...(version === undefined ? {} : { version }),
          periods: [...periods],
          metrics: metricsOf(statistic.models[m]!, statistic.truth, unit),
          calibration: calibrationOf(statistic.models[m]!, statistic.truth[0]!, unit, origin),
        },
      ]),
    ),
    total: sums(0),
    slices: Object.fromEntries(bySlice),
    importance: importanceOf(contestants[0]!.scored, statistic, unit),
    residuals: residualsOf(statistic, unit),
  };
}

function daySums(
  statistic: ScoreStatistic,
  days: readonly number[],
  cell: number,
  names: readonly string[],
  unit: number,
): DaySums {
  const width = 1 + names.length;
  const at = (day: number, slot: number) => statistic.days.get(day)![cell * width + slot]!;
  const scale = (unit * unit) / SCORE_TICKS;
  return {
    rows: days.map((day) => at(day, 0)),
    sse: Object.fromEntries(names.map((name, m) => [name, days.map((day) => at(day, 1 + m) * scale)])),
  };
}

function importanceOf(scored: Scored, { terms }: ScoreStatistic, unit: number): Evaluation['importance'] {
  if (!('model' in scored)) return [];
  const rows = terms[0]!;
  return new Predictor(scored.model as Model).terms.map(({ label, group }, t) => {
    const mean = terms[1 + 2 * t]! / SCORE_TICKS / rows;
    const square = terms[2 + 2 * t]! / SCORE_TICKS / rows;
    return { term: label, group, spread: unit * Math.sqrt(Math.max(0, square - mean * mean)) };
  });
}

/** The candidate's errors in bins of one unit. */
function residualsOf({ models }: ScoreStatistic, unit: number): Evaluation['residuals'] {
  const perUnit = 1 / ERROR_BIN;
  const bins = models[0]!.errorBins;
  const residuals: Evaluation['residuals'] = [];
  for (let start = 0; start < bins.length; start += perUnit) {
    const rows = bins.subarray(start, start + perUnit).reduce((sum, n) => sum + n, 0);
    if (rows > 0) residuals.push([((start - ERROR_BINS / 2) / perUnit) * unit, rows]);
  }
  return residuals;
}

/** A day since 1970 as YYYY-MM-DD; rows without a time share a day of their own. */
const nameOfDay = (day: number) =>
  Number.isNaN(day) ? 'unknown' : new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Ascending, the day without a name last. */
const byDay = (a: number, b: number) => Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || a - b;
