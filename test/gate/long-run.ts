import { gate } from '../../pipeline/gate/gate.ts';
import type { GateInput } from '../../pipeline/gate/gate-input.ts';
import { createRandom } from '../../pipeline/stats/random.ts';
import { DAYS, DIGESTS, gateInput, normals, POLICY, sum, tries } from './gate-case.ts';

export interface LongRun {
  readonly seed: number;
  readonly months: number;
  readonly candidatesAMonth: number;
  /** True RMSE of a candidate less that of the champion it is tried against, in minutes, from a uniform number. */
  readonly harm: (uniform: number) => number;
  readonly promoteOn?: GateInput['policy']['promote_on'];
  /** What decides: the gate unless given. */
  readonly decide?: (input: GateInput) => { readonly kind: string; readonly basis?: string };
  /** False lets each tie be its own anchor, as a gate without one would. */
  readonly hasAnchor?: boolean;
}

export interface LongRunResult {
  readonly candidates: number;
  readonly promotions: number;
  /** True RMSE of the last champion less that of the first, in minutes. */
  readonly loss: number;
  /** The largest that this ever was. */
  readonly worstLoss: number;
}

interface Contender {
  /** Known to the simulation alone. */
  readonly trueRmse: number;
  /** What the month makes of its squared error, day by day. */
  luck: number[];
}

/** Standard deviation of a day's squared error of one model against another's: what weather and chance do. */
const DAY_NOISE = 0.01;
const START_RMSE = 5.4;
const policy = { ...POLICY, resamples: 200 };

/**
 * Tries candidates of known worth, month after month: every month is a new holdout of 28 days, on which each
 * candidate is a try more. Whoever is promoted is the one to beat from then on.
 */
export function runLong({ seed, months, candidatesAMonth, harm, ...options }: LongRun): LongRunResult {
  const { promoteOn = 'better', decide = gate, hasAnchor = true } = options;
  const random = createRandom(seed);
  let draws = 0;
  const luck = () => normals(DAYS, seed * 1_000_003 + draws++).map((noise) => 1 + DAY_NOISE * noise);
  let champion: Contender = { trueRmse: START_RMSE, luck: [] };
  let anchor = champion;
  let promotions = 0;
  let worstLoss = 0;
  for (let month = 0; month < months; month++) {
    champion.luck = luck();
    if (anchor !== champion) anchor.luck = luck();
    for (let attempts = 0; attempts < candidatesAMonth; attempts++) {
      const candidate = { trueRmse: champion.trueRmse + harm(random()), luck: luck() };
      const input = inputOf(candidate, champion, hasAnchor ? anchor : champion, attempts, promoteOn);
      const verdict = decide(input);
      if (verdict.kind !== 'promote') continue;
      promotions++;
      champion = candidate;
      if (!('basis' in verdict) || verdict.basis === 'better') anchor = candidate;
      worstLoss = Math.max(worstLoss, champion.trueRmse - START_RMSE);
    }
  }
  return {
    candidates: months * candidatesAMonth,
    promotions,
    loss: champion.trueRmse - START_RMSE,
    worstLoss,
  };
}

function inputOf(
  candidate: Contender,
  champion: Contender,
  anchor: Contender,
  attempts: number,
  promoteOn: GateInput['policy']['promote_on'],
): GateInput {
  const ratio = (model: Contender) => {
    const quotient = model.trueRmse / champion.trueRmse;
    return (day: number) => (quotient * quotient * model.luck[day]!) / champion.luck[day]!;
  };
  const input = gateInput(ratio(candidate), {
    policy: { ...policy, promote_on: promoteOn },
    attempts: tries(attempts),
  });
  if (anchor === champion) return input;
  const sse = input.evaluation.total.sse['champion']!.map((own, day) => own * ratio(anchor)(day));
  const { trainedOn } = input.candidate;
  return {
    ...input,
    champion: { ...input.champion!, anchorDigest: DIGESTS.anchor },
    anchor: { version: 'v0', digest: DIGESTS.anchor, trainedOn, sse },
  };
}

/** The gate that most pipelines have: the smaller figure wins. */
export function pointGate({ evaluation }: GateInput): { kind: string; basis: string } {
  const { candidate, champion } = evaluation.total.sse;
  return { kind: sum(candidate!) < sum(champion!) ? 'promote' : 'reject', basis: 'better' };
}
