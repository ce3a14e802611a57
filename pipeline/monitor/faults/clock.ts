import { RatchetError } from '../../errors.ts';
import { targetTimes, withNumbers } from './columns.ts';
import type { Fault } from './fault.ts';

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];

/** In one slice, the minutes of the end are those of the start: rows last almost nothing, less, or whole hours. */
export const clock: Fault = {
  kind: 'clock',
  example: 'clock:VendorID=1',
  meaning: "the end's minutes are those of the start, in the rows of one label",
  apply: (block, spec, context) => {
    const [start, end] = targetTimes(spec, context);
    const column = spec.subject ?? Object.keys(block.codes)[0];
    const codes = column === undefined ? undefined : block.codes[column];
    if (column === undefined || !codes || spec.label === undefined) {
      throw new RatchetError('usage', 'the fault clock needs a category and one of its labels', {
        hint: `write it as ${clock.example}`,
      });
    }
    const broken = block.labels[column]!.indexOf(spec.label);
    const share = spec.size ?? 1;
    const [from, to] = [block.numbers[start]!, block.numbers[end]!];
    return withNumbers(block, end, (row) => {
      if (codes[row] !== broken || context.random() >= share) return to[row]!;
      const minutes = (from[row]! % HOUR_MS) - (from[row]! % MINUTE_MS);
      return to[row]! - (to[row]! % HOUR_MS) + minutes + (to[row]! % MINUTE_MS);
    });
  },
};
