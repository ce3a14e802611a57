import type { Watch } from '../../pipeline/monitor/watch.ts';
import type { MonthRecord } from '../../pipeline/records/month-record.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { judgedMonths, watchedMonths, withAccepted } from '../../pipeline/retrain/loop-history.ts';
import { planTraining, type TrainingPlan } from '../../pipeline/retrain/plan-training.ts';
import { championFacts, readChampion } from '../run/published.ts';
import { readAcceptedMonths } from '../run/read-accepted-months.ts';
import type { Workspace } from '../run/workspace.ts';

/** What was kept of the turns before, oldest first. */
export interface LoopRecords {
  readonly months: readonly MonthRecord[];
  readonly runs: readonly RunRecord[];
}

/** Decides on what was just watched and on what is kept of the months before. */
export function planRetraining(
  { folder, today }: Workspace,
  { stock, watched }: Watch,
  { months, runs }: LoopRecords,
  asked: boolean,
): TrainingPlan {
  const { contract } = folder;
  const { known, fresh, invalid } = stock;
  const champion = readChampion(folder);
  const newest = [...known, ...invalid.map(({ period }) => period)].sort().at(-1) ?? '';
  const all = watchedMonths([...months, ...watched]).filter(({ period }) => period <= newest);
  const history = withAccepted(all, readAcceptedMonths(folder));
  return planTraining({
    policy: contract.retrain,
    window: contract.window,
    today,
    asked,
    known,
    fresh,
    invalid,
    history,
    judged: judgedMonths(runs, history),
    champion: champion && championFacts(champion),
  });
}
