import type { Contract } from '../contract/schema.ts';
import type { InvalidMonth } from '../monitor/watch.ts';
import { decide } from './decide.ts';
import { type Decision, type RetrainFacts, wait } from './decision.ts';
import { brokenReason, type WatchedMonth } from './history.ts';

export interface LoopFacts extends Pick<RetrainFacts, 'policy' | 'today' | 'asked'> {
  readonly window: Contract['window'];
  /** Every month that there is, in order; one at least. */
  readonly known: readonly string[];
  /** Those of them that the lock does not know yet. */
  readonly fresh: readonly string[];
  /** Months that break the contract, whether among those or put aside; one that was watched may be left out. */
  readonly invalid: readonly InvalidMonth[];
  /** Months as they were watched, in order, by whichever version was live then. */
  readonly history: readonly WatchedMonth[];
  /** Months that a candidate was judged on, promoted or not. */
  readonly judged: ReadonlySet<string>;
  /** The model in production, with the months that it was trained and judged on, in order. */
  readonly champion:
    | {
        readonly version: string;
        readonly publishedAt: string;
        readonly trainedOn: readonly string[];
        readonly judgedOn: readonly string[];
      }
    | undefined;
}

/** Whether to train, and the months to train and judge on; none where there are too few. */
export interface TrainingPlan {
  readonly decision: Decision;
  readonly train: readonly string[];
  readonly holdout: readonly string[];
}

/** What a turn of the loop comes to, on GitHub and in a simulation alike. */
export function planTraining(facts: LoopFacts): TrainingPlan {
  const { policy, today, asked, window, known, champion } = facts;
  const history = withInvalid(facts.history, facts.invalid);
  const broken = new Set(history.filter((month) => brokenReason(month)).map(({ period }) => period));
  const usable = known.filter((period) => !broken.has(period));
  const holdout = usable.slice(-window.holdout);
  const train = usable.slice(0, -window.holdout).slice(-window.max_periods);
  if (train.length === 0) {
    const few = `There are too few months to train on and to judge on: ${usable.join(', ') || 'none'}.`;
    return { decision: wait(few), train: [], holdout: [] };
  }
  const judged = new Set([...facts.judged, ...(champion?.judgedOn ?? [])]);
  const newestSeen = champion?.trainedOn.at(-1) ?? '';
  const decision = decide({
    policy,
    today,
    asked,
    champion,
    newest: known.at(-1)!,
    newPeriods: facts.fresh.filter((period) => !broken.has(period)),
    history: history.map((month) => ({ ...month, trained: judged.has(month.period) })),
    unseen: train.filter((period) => period > newestSeen),
    answered: facts.judged.has(holdout.at(-1)!),
  });
  return { decision, train, holdout };
}

/** A month that breaks the contract is broken, whatever was seen of it before. */
function withInvalid(
  history: readonly WatchedMonth[],
  invalid: readonly InvalidMonth[],
): readonly WatchedMonth[] {
  const others = history.filter(({ period }) => invalid.every((month) => month.period !== period));
  const broken = invalid.map(
    ({ period, faults: [first] }): WatchedMonth => ({
      period,
      causes: ['data'],
      sentences: { data: first!.message },
    }),
  );
  return [...others, ...broken].sort((a, b) => (a.period < b.period ? -1 : 1));
}
