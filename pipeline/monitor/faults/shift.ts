import { faultColumn, withNumbers } from './columns.ts';
import type { Fault } from './fault.ts';

/** Numbers of a column times a factor: a meter out of tune. */
export const shift: Fault = {
  kind: 'shift',
  example: 'shift:trip_distance*1.15',
  meaning: 'numbers of a column times a factor',
  apply: (block, spec, context) => {
    const column = faultColumn(spec, context, ['number']);
    const factor = spec.size ?? 1.15;
    return withNumbers(block, column, (row) => block.numbers[column]![row]! * factor);
  },
};
