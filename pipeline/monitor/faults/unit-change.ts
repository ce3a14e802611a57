import { faultColumn, withNumbers } from './columns.ts';
import type { Fault } from './fault.ts';

const KILOMETRES_A_MILE = 1.609344;

/** A column that comes in another unit. */
export const unitChange: Fault = {
  kind: 'unit-change',
  example: 'unit-change:trip_distance*1.609344',
  meaning: 'a column in another unit; miles in kilometres where no factor is given',
  apply: (block, spec, context) => {
    const column = faultColumn(spec, context, ['number']);
    const factor = spec.size ?? KILOMETRES_A_MILE;
    return withNumbers(block, column, (row) => block.numbers[column]![row]! * factor);
  },
};
