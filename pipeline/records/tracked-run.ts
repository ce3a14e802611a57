import { runFields } from './run-fields.ts';
import type { RunRecord } from './run-record.ts';
import { runSentence } from './run-sentence.ts';

/** A run as a tracking server takes it: names and texts. */
export interface TrackedRun {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  readonly parameters: readonly Entry<string>[];
  readonly metrics: readonly Entry<number>[];
  readonly tags: readonly Entry<string>[];
}

export interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
}

/** Tags by which a run, and a model version, are found again. */
export const [RUN_TAG, CANDIDATE_TAG, VERSION_TAG] = [
  'ratchet.id',
  'ratchet.candidate',
  'ratchet.version',
] as const;
/** Longer texts MLflow refuses in a parameter, and in a tag. */
const [MAX_PARAMETER, MAX_TAG] = [6000, 5000];
/** Characters that MLflow takes in a name. */
const UNNAMEABLE = /[^\w./: -]/g;

/** What a tracking server is told of a run. */
export function trackedRun(record: RunRecord): TrackedRun {
  const { parameters, metrics, facts } = runFields(record);
  const { id, at, candidate, version, verdict, commit, run, trigger } = record;
  const endMs = Date.parse(at);
  const own = Array.from(facts, ([key, value]) => ({ key: `ratchet.${key}`, value: String(value) }));
  const tags = [
    ...own,
    { key: CANDIDATE_TAG, value: candidate },
    { key: 'ratchet.reasons', value: verdict?.reasons.join('\n') },
    // Names that MLflow itself knows, and shows on the page of the run.
    { key: 'mlflow.note.content', value: runSentence(record) },
    { key: 'mlflow.source.name', value: run ?? 'ratchet' },
    { key: 'mlflow.source.type', value: trigger === 'local' ? 'LOCAL' : 'JOB' },
    { key: 'mlflow.source.git.commit', value: commit },
  ];
  return {
    name: version ?? `${trigger} ${id.slice(0, 7)}`,
    startMs: endMs - Math.round(1000 * record.cost.trainSeconds),
    endMs,
    parameters: Array.from(parameters, ([key, value]) => entry(key, cut(String(value), MAX_PARAMETER))),
    metrics: Array.from(metrics, ([key, value]) => entry(key, value)),
    tags: tags.flatMap(({ key, value }) => (value === undefined ? [] : [entry(key, cut(value, MAX_TAG))])),
  };
}

const entry = <Value>(key: string, value: Value): Entry<Value> => ({
  key: key.replace(UNNAMEABLE, '_'),
  value,
});

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
