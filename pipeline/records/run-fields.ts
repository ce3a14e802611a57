import type { RunRecord } from './run-record.ts';

export type FieldValue = string | number;

/** A run as one flat list of names and values, by which runs are filtered, sorted and compared. */
export interface RunFields {
  readonly parameters: ReadonlyMap<string, FieldValue>;
  readonly metrics: ReadonlyMap<string, number>;
  /** What else is known of it. */
  readonly facts: ReadonlyMap<string, FieldValue>;
}

type Entry<Value> = readonly [name: string, value: Value | null | undefined];

/** Fields of a run; what it does not have is left out. */
export function runFields(record: RunRecord): RunFields {
  const { parameters, metrics, cost, software, verdict, data } = record;
  const { settings, train, holdout, ...rest } = parameters;
  const { baselines, champion, difference } = metrics;
  return {
    parameters: known<FieldValue>([
      ...Object.entries(rest),
      ['train', train.join(',')],
      ['holdout', holdout.join(',')],
      ...Object.entries(settings).map(([name, value]) => [`recipe.${name}`, value] as const),
    ]),
    metrics: known<number>([
      ['rmse.train', metrics.rmse.train],
      ['rmse.holdout', metrics.rmse.holdout],
      ['rmse.champion', champion?.rmse],
      ...Object.entries(baselines).map(([name, rmse]) => [`rmse.${name}`, rmse] as const),
      ['mae', metrics.mae],
      ['r2', metrics.r2],
      ['bias', metrics.bias],
      ['difference', difference?.value],
      ['difference.lower', difference?.lower],
      ['difference.upper', difference?.upper],
      ...Object.entries(cost),
    ]),
    facts: known<FieldValue>([
      ['id', record.id],
      ['at', record.at],
      ['model', record.model],
      ['trigger', record.trigger],
      ['verdict', verdict?.kind],
      ['version', record.version],
      ['champion', champion?.version],
      ['candidate', record.candidate],
      ['commit', record.commit],
      ['run', record.run],
      ...Object.entries(software),
      ...data.map(({ period, sha256 }) => [`data.${period}`, sha256] as const),
    ]),
  };
}

/** One field by its name; undefined where the run does not have it. */
export function fieldOf({ parameters, metrics, facts }: RunFields, name: string): FieldValue | undefined {
  return facts.get(name) ?? parameters.get(name) ?? metrics.get(name);
}

/** Names of all fields that some runs have. */
export function fieldNames(runs: readonly RunFields[]): string[] {
  return [...new Set(runs.flatMap((run) => [run.facts, run.parameters, run.metrics].flatMap(keysOf)))];
}

const keysOf = (fields: ReadonlyMap<string, unknown>): string[] => [...fields.keys()];

function known<Value>(entries: readonly Entry<Value>[]): Map<string, Value> {
  return new Map(
    entries.filter((entry): entry is [string, Value] => entry[1] !== undefined && entry[1] !== null),
  );
}
