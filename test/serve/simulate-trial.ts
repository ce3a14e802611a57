import { judgeTrial, type TrialDecision } from '../../pipeline/serve/judge-trial.ts';
import { type Rollout, rolloutSchema, type Variant } from '../../pipeline/serve/rollout.ts';
import { noSums, type TrialSums } from '../../pipeline/serve/trial-sums.ts';
import { createRandom } from '../../pipeline/stats/random.ts';

const DAY_MS = 86_400_000;
const PREDICTIONS_A_DAY = 120;
const KEYS = 3000;
const LABELLED = 0.7;

export interface Simulated {
  readonly decision: TrialDecision;
  /** By the interval, not for want of time or because of a doubt. */
  readonly isByInterval: boolean;
  readonly reasons: readonly string[];
  readonly day: number;
}

export interface Simulation {
  readonly seed: number;
  /** How much larger the challenger's errors are, as a share. */
  readonly effect?: number;
  readonly rollout: Partial<Rollout>;
  /** Share of the keys that the challenger really gets, when it is not what was asked for. */
  readonly realShare?: number;
  /** Share of the challenger's predictions that get feedback, likewise. */
  readonly challengerLabelled?: number;
}

/** Policy of the simulations: small enough for a thousand of them. */
export const policy = (rollout: Partial<Rollout>): Rollout =>
  rolloutSchema.parse({ challenger: 'v2', mode: 'ab', share: 0.3, min_keys: 300, ...rollout });

/**
 * A trial that is looked at every day until it is decided. Errors have heavy tails, days are good or bad for both
 * versions alike, some keys come a hundred times, and each key is harder or easier than others.
 */
export function simulateTrial({ seed, effect = 0, rollout, ...odd }: Simulation): Simulated {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const asked = policy(rollout);
  const isShadow = asked.mode === 'shadow';
  const sums = () => ({ champion: new Map<string, TrialSums>(), challenger: new Map<string, TrialSums>() });
  const counts = { byKey: sums(), byDay: sums() };
  const arms = new Map<number, Variant>();
  const hardness = Array.from({ length: KEYS }, () => Math.exp(0.4 * normal()));
  for (let day = 1; ; day++) {
    const dayFactor = Math.exp(0.2 * normal());
    for (let i = 0; i < PREDICTIONS_A_DAY; i++) {
      const key = Math.floor(KEYS * random() ** 2);
      const drawn = random() < (odd.realShare ?? asked.share) ? 'challenger' : 'champion';
      const arm = isShadow ? 'champion' : (arms.get(key) ?? drawn);
      arms.set(key, arm);
      const [own, other] = [normal(), normal()].map(
        (z) => 4 * hardness[key]! * dayFactor * z * Math.exp(0.5 * normal()),
      );
      const isLabelled = random() < (arm === 'challenger' ? (odd.challengerLabelled ?? LABELLED) : LABELLED);
      // In the shadow, both versions err much alike on the same ride.
      const shadowError = (0.9 * own! + Math.sqrt(1 - 0.81) * other!) * (1 + effect);
      const error = arm === 'challenger' ? own! * (1 + effect) : own!;
      for (const [groups, group] of [
        [counts.byKey[arm], String(key)],
        [counts.byDay[arm], String(day)],
      ] as const) {
        const of = groups.get(group) ?? noSums();
        groups.set(group, of);
        of.predictions++;
        if (!isLabelled) continue;
        of.labelled++;
        of.loss += error * error;
        of.shadowLoss += shadowError * shadowError;
      }
    }
    const { decision, reasons } = judgeTrial(counts, asked, day * DAY_MS);
    if (decision === 'keep-on') continue;
    return { decision, reasons, day, isByInterval: reasons[0]!.includes('whole interval') };
  }
}
