import { type SumsByGroup, type TrialCounts, type TrialSums, totalOf } from './trial-sums.ts';

/** A difference, challenger less champion, and its standard error. */
export interface Difference {
  readonly champion: number;
  readonly challenger: number;
  readonly difference: number;
  readonly standardError: number;
}

type Sum = (sums: TrialSums) => number;

/** A mean over predictions, as a ratio of sums. */
interface Mean {
  readonly sum: Sum;
  readonly count: Sum;
}

const labelled: Sum = (sums) => sums.labelled;
const LOSS: Mean = { sum: (sums) => sums.loss, count: labelled };
const SHADOW_LOSS: Mean = { sum: (sums) => sums.shadowLoss, count: labelled };
const LABELLED_SHARE: Mean = { sum: labelled, count: (sums) => sums.predictions };

/** RMSE of the keys that the challenger answered against that of the others, in the target's unit. */
export function compareArms({ byKey, byDay }: TrialCounts): Difference {
  return between(byKey, byDay, LOSS, true);
}

/** Share of predictions whose truth is known: where it differs, the arms were not labelled alike. */
export function compareLabelling({ byKey, byDay }: TrialCounts): Difference {
  return between(byKey, byDay, LABELLED_SHARE, false);
}

/** RMSE of the challenger in the shadow against the champion's on the same rides. */
export function compareShadow({ byKey, byDay }: TrialCounts): Difference {
  const [champion, challenger] = [LOSS, SHADOW_LOSS].map((mean) => rootMean(byKey.champion, mean)) as [
    number,
    number,
  ];
  const variance = (groups: SumsByGroup) => {
    const [of, other] = [SHADOW_LOSS, LOSS].map((mean) => influence(groups, mean, true));
    return sumOfSquares(groups, (sums) => of!(sums) - other!(sums));
  };
  return difference(champion, challenger, Math.max(variance(byKey.champion), variance(byDay.champion)));
}

/**
 * By the delta method, with groups as the independent units: a key's predictions hang together, and so may a day's; the
 * larger of the two variances counts.
 */
function between(
  byKey: TrialCounts['byKey'],
  byDay: TrialCounts['byDay'],
  mean: Mean,
  isRoot: boolean,
): Difference {
  const value = (groups: SumsByGroup) => (isRoot ? rootMean(groups, mean) : meanOf(groups, mean));
  const own = (groups: SumsByGroup) => sumOfSquares(groups, influence(groups, mean, isRoot));
  const variance = own(byKey.champion) + own(byKey.challenger);
  return difference(
    value(byKey.champion),
    value(byKey.challenger),
    Math.max(variance, dayVariance(byDay, mean, isRoot)),
  );
}

/** What a day does to both arms alike does not count: its influences are taken together. */
function dayVariance({ champion, challenger }: TrialCounts['byDay'], mean: Mean, isRoot: boolean): number {
  const [of, other] = [influence(challenger, mean, isRoot), influence(champion, mean, isRoot)];
  let total = 0;
  for (const day of new Set([...champion.keys(), ...challenger.keys()])) {
    const [a, b] = [challenger.get(day), champion.get(day)];
    const pulled = (a ? of(a) : 0) - (b ? other(b) : 0);
    total += pulled * pulled;
  }
  return total;
}

const meanOf = (groups: SumsByGroup, { sum, count }: Mean): number => {
  const total = totalOf(groups);
  return sum(total) / count(total);
};

const rootMean = (groups: SumsByGroup, mean: Mean): number => Math.sqrt(meanOf(groups, mean));

/** How far a group pulls the estimate. */
function influence(groups: SumsByGroup, { sum, count }: Mean, isRoot: boolean): Sum {
  const total = totalOf(groups);
  const mean = sum(total) / count(total);
  const scale = count(total) * (isRoot ? 2 * Math.sqrt(mean) : 1);
  // Where there is no error at all, nothing pulls.
  return (sums) => (scale === 0 ? 0 : (sum(sums) - mean * count(sums)) / scale);
}

function sumOfSquares(groups: SumsByGroup, of: Sum): number {
  let total = 0;
  for (const sums of groups.values()) total += of(sums) * of(sums);
  return total;
}

const difference = (champion: number, challenger: number, variance: number): Difference => ({
  champion,
  challenger,
  difference: challenger - champion,
  standardError: Math.sqrt(variance),
});
