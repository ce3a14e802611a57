import type { Block } from '../ingest/block.ts';
import { type InputValue, inputValue } from './ride.ts';
import type { Scorer } from './scorer.ts';
import type { TrainingReference, TypicalInput } from './training-reference.ts';

/** How much of a prediction is due to one input not being the typical one. */
export interface InputEffect {
  readonly input: string;
  readonly value: InputValue;
  /** What it is compared with. */
  readonly typical: InputValue;
  /** Prediction of this ride less that of the same ride with this one input typical, in the target's unit. */
  readonly effect: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * For each input, what would change if it alone were as most rides have it. Inputs act together, so that these do not
 * add up to the prediction, as its terms do; but they speak of what a person knows about the ride. The largest first.
 *
 * @param ride a block of one row
 */
export function inputEffects(
  scorer: Scorer,
  ride: Block,
  { inputs }: Pick<TrainingReference, 'inputs'>,
): InputEffect[] {
  const prediction = scorer.score(ride).predictions[0]!;
  const effects = Object.keys(scorer.columns).flatMap((input): InputEffect[] => {
    const typical = inputs[input];
    const changed = typical && replaceInput(ride, input, typical);
    if (!changed) return [];
    const read = (block: Block) => inputValue(block, input, typical.kind === 'time');
    const effect = prediction - scorer.score(changed).predictions[0]!;
    return [{ input, value: read(ride), typical: read(changed), effect }];
  });
  return effects.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

/** The ride with one typical input; undefined where nothing typical is known. */
function replaceInput(ride: Block, input: string, typical: TypicalInput): Block | undefined {
  if (typical.kind === 'category') {
    const codes = { ...ride.codes, [input]: Uint16Array.of(0) };
    return { ...ride, codes, labels: { ...ride.labels, [input]: [typical.label] } };
  }
  const day = Math.floor(ride.numbers[input]![0]! / DAY_MS) * DAY_MS;
  const value = typical.kind === 'number' ? typical.value : day + typical.hour * HOUR_MS;
  return Number.isNaN(value)
    ? undefined
    : { ...ride, numbers: { ...ride.numbers, [input]: Float64Array.of(value) } };
}
