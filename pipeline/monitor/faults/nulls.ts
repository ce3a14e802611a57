import { faultColumn, withNumbers } from './columns.ts';
import type { Fault } from './fault.ts';

/** A share of all rows, of those that have a value, loses it. */
export const nulls: Fault = {
  kind: 'nulls',
  example: 'nulls:passenger_count+0.05',
  meaning: 'so many more rows of a column hold nothing, as a share of all',
  apply: (block, spec, context) => {
    const column = faultColumn(spec, context, ['number']);
    const values = block.numbers[column]!;
    const held = values.reduce((n, value) => n + (Number.isNaN(value) ? 0 : 1), 0);
    const share = ((spec.size ?? 0.05) * block.rows) / Math.max(1, held);
    return withNumbers(block, column, (row) => (context.random() < share ? Number.NaN : values[row]!));
  },
};
