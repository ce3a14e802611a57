import { RatchetError } from '../errors.ts';
import type { Block } from '../ingest/block.ts';
import { parseLabel, parseNumber, parseTimestamp, type UNREADABLE } from '../ingest/parse-cell.ts';
import type { Model } from '../model/model.ts';
import type { InputValue } from '../predict/ride.ts';

/**
 * One ride as a block of one row, its values read as they are in a file of rows. A value that is left out counts as
 * none.
 *
 * @throws RatchetError `data` for a value that is not of its column's type
 */
export function rideBlock(columns: Model['columns'], values: Readonly<Record<string, InputValue>>): Block {
  const numbers: Record<string, Float64Array> = {};
  const codes: Record<string, Uint16Array> = {};
  const labels: Record<string, string[]> = {};
  for (const [name, { type }] of Object.entries(columns)) {
    const cell = values[name];
    const parsed = PARSERS[type](cell);
    if (typeof parsed === 'symbol')
      throw new RatchetError(
        'data',
        `${name}: expected ${type === 'category' ? 'a label' : `a ${type}`}, found ${JSON.stringify(cell)}`,
      );
    if (typeof parsed === 'number') numbers[name] = Float64Array.of(parsed);
    else {
      codes[name] = Uint16Array.of(0);
      labels[name] = [parsed];
    }
  }
  return { rows: 1, numbers, codes, labels };
}

const PARSERS: Readonly<
  Record<Model['columns'][string]['type'], (cell: unknown) => number | string | typeof UNREADABLE>
> = { number: parseNumber, timestamp: parseTimestamp, category: parseLabel };
