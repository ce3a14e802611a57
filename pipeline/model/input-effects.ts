import type { Block } from '../ingest/block.ts';
import type { Scorer } from './scorer.ts';
import type { TrainingReference, TypicalInput } from './training-reference.ts';

/** How much of a prediction is due to one input not being the typical one. */
export interface InputEffect {
  readonly input: string;
  /** The ride's value: a number, a label, or null for none. Timestamps as text on the wall clock. */
  readonly value: number | string | null;
  /** The value it is compared with. */
  readonly typical: number | string;
  /** Prediction of this ride less that of the same ride with this one input typical, in the target's unit. */
  readonly minutes: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * For each input, what would change if it alone were as most rides have it. Inputs act together, so that these do not
 * add up to the prediction, as its terms do; but they speak of what a person knows about the ride. The largest first.
 */
export function inputEffects(scorer: Scorer, block: Block, row: number, { inputs }: TrainingReference): InputEffect[] {
  const ride = rowOf(block, row);
  const prediction = scorer.score(ride).predictions[0]!;
  const effects = [...scorer.columns.keys()].flatMap((input): InputEffect[] => {
    const typical = inputs[input];
    if (typical === undefined) return [];
    const { changed, value, shown } = replaceInput(ride, input, typical);
    return [{ input, value, typical: shown, minutes: prediction - scorer.score(changed).predictions[0]! }];
  });
  return effects.sort((a, b) => Math.abs(b.minutes) - Math.abs(a.minutes));
}

interface Replaced {
  readonly changed: Block;
  readonly value: number | string | null;
  readonly shown: number | string;
}

function replaceInput(ride: Block, input: string, typical: TypicalInput): Replaced {
  const { numbers, codes, labels } = ride;
  if (typical.kind === 'category') {
    const changed = { ...ride, codes: { ...codes, [input]: Uint16Array.of(0) }, labels: { ...labels, [input]: [typical.label] } };
    return { changed, value: labels[input]![codes[input]![0]!]! || null, shown: typical.label };
  }
  const before = numbers[input]![0]!;
  const after = typical.kind === 'number' ? typical.value : Math.floor(before / DAY_MS) * DAY_MS + typical.hour * HOUR_MS;
  const show = typical.kind === 'number' ? (value: number) => value : clock;
  const changed = { ...ride, numbers: { ...numbers, [input]: Float64Array.of(after) } };
  return { changed, value: Number.isNaN(before) ? null : show(before), shown: Number.isNaN(after) ? '' : show(after) };
}

const clock = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** One row as a block of its own. */
function rowOf({ numbers, codes, labels }: Block, row: number): Block {
  const pick = <A extends Float64Array | Uint16Array>(columns: Readonly<Record<string, A>>) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(row, row + 1) as A]));
  return { rows: 1, numbers: pick(numbers), codes: pick(codes), labels };
}
