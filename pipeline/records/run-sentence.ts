import { decimal, list } from '../report/format.ts';
import type { RunRecord } from './run-record.ts';

const TRIGGERS: Readonly<Record<RunRecord['trigger'], string>> = {
  local: 'By hand',
  ci: 'For a change',
  release: 'For a release',
  'continuous-training': 'By continuous training',
};

const VERDICTS: Readonly<Record<NonNullable<RunRecord['verdict']>['kind'], string>> = {
  promote: 'The gate let it through',
  reject: 'The gate rejected it',
  hold: 'The gate held it back',
  unchanged: 'It is the champion once more',
  undecided: 'The gate could not decide',
};

/** What a run was and what came of it, for people who never saw one. */
export function runSentence({ trigger, target, parameters, metrics, verdict, version }: RunRecord): string {
  const { recipe, train, holdout } = parameters;
  const by = recipe === 'main' ? '' : ` by the recipe ${recipe}`;
  const trained = `${TRIGGERS[trigger]}, a model was trained on ${list(train)}${by}: RMSE ${decimal(metrics.rmse.holdout)} ${target.unit} on ${list(holdout)}.`;
  if (verdict === undefined) return `${trained} It was only measured.`;
  const released = version === undefined ? '' : ` It was released as ${version}.`;
  return `${trained} ${VERDICTS[verdict.kind]}: ${verdict.reasons[0]}${released}`;
}
