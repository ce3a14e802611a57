import { withNumbers } from './columns.ts';
import type { Fault } from './fault.ts';

const MINUTE_MS = 60_000;

/** A share of the rows gets a target that has nothing to do with them, evenly over the range that is learnt. */
export const poison: Fault = {
  kind: 'poison',
  example: 'poison:0.05',
  meaning: 'a share of the rows gets a target that has nothing to do with them',
  apply: (block, spec, { contract: { target }, random }) => {
    const [low, high] = target.keep;
    const share = spec.size ?? 0.05;
    const wrong = () => low + random() * (high - low);
    if ('column' in target) {
      const values = block.numbers[target.column]!;
      return withNumbers(block, target.column, (row) => (random() < share ? wrong() : values[row]!));
    }
    const [start, end] = target.minutes_between.map((name) => block.numbers[name]!);
    return withNumbers(block, target.minutes_between[1], (row) =>
      random() < share ? Math.round(start![row]! + wrong() * MINUTE_MS) : end![row]!,
    );
  },
};
