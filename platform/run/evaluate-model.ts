import type { Contestant } from '../../pipeline/evaluate/evaluate.ts';
import type { Evaluation } from '../../pipeline/evaluate/evaluation.ts';
import type { ScoredModel } from './find-scored.ts';
import type { IngestedPeriod } from './ingest-period.ts';
import { CANDIDATE, CHAMPION, evaluateContestants, MEAN } from './judge-candidate.ts';
import type { Workspace } from './workspace.ts';

/**
 * Scores a model on some periods beside a rival, the training mean and the comparison recipes that it has. In the
 * evaluation the model goes by `candidate` and its rival by `champion`, whatever they are called.
 */
export function evaluateModel(
  workspace: Workspace,
  model: ScoredModel,
  rival: ScoredModel | undefined,
  periods: readonly IngestedPeriod[],
): Promise<Evaluation> {
  const trainedOn = model.model.periods;
  const baselines: Contestant[] = [
    ...(model.targetMean === undefined
      ? []
      : [{ name: MEAN, scored: { constant: model.targetMean }, periods: trainedOn }]),
    ...Object.entries(model.comparisons).map(([name, one]) => ({
      name,
      scored: { model: one },
      periods: trainedOn,
    })),
  ];
  const contestants = [
    contestant(CANDIDATE, model),
    ...(rival ? [contestant(CHAMPION, rival)] : []),
    ...baselines,
  ];
  return evaluateContestants(workspace, periods, contestants);
}

const contestant = (name: string, { model, digest, version }: ScoredModel): Contestant => ({
  name,
  scored: { model },
  digest,
  ...(version === undefined ? {} : { version }),
  periods: model.periods,
});
