import { sequentialMultiplier } from './confidence-sequence.ts';
import { compareArms, compareLabelling, compareShadow, type Difference } from './estimate-trial.ts';
import { longestTrialMs, type Rollout } from './rollout.ts';
import { type SumsByGroup, type TrialCounts, totalOf } from './trial-sums.ts';

/** A split or labelling that is as far off as this happens to one sound trial in a thousand. */
const SUSPICION = 0.001;

export type TrialDecision = 'promote' | 'keep-on' | 'stop';

export interface TrialVerdict {
  readonly decision: TrialDecision;
  readonly reasons: readonly string[];
  /** RMSE in the target's unit; undefined while there is none. */
  readonly rmse?: Difference & { readonly interval: readonly [low: number, high: number] };
  readonly keys: Readonly<Record<'champion' | 'challenger', number>>;
  readonly predictions: Readonly<Record<'champion' | 'challenger', number>>;
  readonly labelled: Readonly<Record<'champion' | 'challenger', number>>;
  readonly days: number;
}

/**
 * What becomes of a challenger, by the policy of its rollout. May be asked every day: over all looks together, the
 * interval misses the truth in a share of `alpha` of the trials.
 *
 * @param ageMs since the first prediction of the trial
 */
export function judgeTrial(counts: TrialCounts, rollout: Rollout, ageMs: number): TrialVerdict {
  const isShadow = rollout.mode === 'shadow';
  const { champion, challenger } = counts.byKey;
  const keysOf = (groups: SumsByGroup) => [...groups.values()].filter(({ labelled }) => labelled > 0).length;
  const [a, b] = [totalOf(champion), totalOf(isShadow ? champion : challenger)];
  const keys = { champion: keysOf(champion), challenger: keysOf(isShadow ? champion : challenger) };
  const t = isShadow ? keys.champion : keys.champion + keys.challenger;
  const multiplier = sequentialMultiplier(Math.max(1, t), rollout.alpha, rollout.min_keys);
  const found = isShadow ? compareShadow(counts) : compareArms(counts);
  const half = multiplier * found.standardError;
  const hasBoth = a.labelled > 0 && b.labelled > 0;
  const rmse = { ...found, interval: [found.difference - half, found.difference + half] as const };
  const days = new Set([...counts.byDay.champion.keys(), ...counts.byDay.challenger.keys()]).size;
  const facts = {
    keys,
    predictions: { champion: a.predictions, challenger: b.predictions },
    labelled: { champion: a.labelled, challenger: b.labelled },
    days,
    ...(hasBoth && { rmse }),
  };
  const decide = (decision: TrialDecision, ...reasons: string[]): TrialVerdict => ({
    decision,
    reasons,
    ...facts,
  });

  const doubts = isShadow ? [] : doubtsOf(counts, rollout);
  if (doubts.length > 0) return decide('stop', ...doubts);
  const isOver = ageMs > longestTrialMs(rollout);
  const waits = [
    ...(t < rollout.min_keys ? [`${t} keys have feedback, ${rollout.min_keys} are needed`] : []),
    ...(days < rollout.min_days ? [`${days} days count, ${rollout.min_days} are needed`] : []),
  ];
  if (waits.length === 0 && hasBoth) {
    if (rmse.interval[1] < 0)
      return decide('promote', 'the challenger is better: the whole interval lies below 0');
    if (rmse.interval[0] > 0)
      return decide('stop', 'the challenger is worse: the whole interval lies above 0');
    waits.push('the interval holds 0');
  }
  if (isOver) return decide('stop', `undecided after ${rollout.max_days} days: the champion stays`, ...waits);
  return decide('keep-on', ...waits);
}

/** Why the arms cannot be compared. */
function doubtsOf(counts: TrialCounts, { share, min_keys }: Rollout): string[] {
  const { champion, challenger } = counts.byKey;
  const keys = champion.size + challenger.size;
  if (keys < min_keys) return [];
  const multiplier = sequentialMultiplier(keys, SUSPICION, min_keys);
  const found = challenger.size / keys;
  const isSkewed = Math.abs(found - share) > multiplier * Math.sqrt((share * (1 - share)) / keys);
  const labelling = compareLabelling(counts);
  const isLabelledUnlike = Math.abs(labelling.difference) > multiplier * labelling.standardError;
  return [
    ...(isSkewed
      ? [
          `the challenger answered ${percent(found)} of the keys where ${percent(share)} was asked for: the split cannot be trusted`,
        ]
      : []),
    ...(isLabelledUnlike
      ? [
          `${percent(labelling.challenger)} of the challenger's predictions have feedback and ${percent(labelling.champion)} of the champion's: they cannot be compared`,
        ]
      : []),
  ];
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
