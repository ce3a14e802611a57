import { RatchetError } from '../errors.ts';
import type { LabelDictionary } from './label-dictionary.ts';
import { parseLabel, parseNumber, parseTimestamp, UNREADABLE } from './parse-cell.ts';
import type { LooseVector } from './row-source.ts';

/** Where a column stands, for messages. */
export interface CellPlace {
  readonly file: string;
  readonly column: string;
}

export function readLooseNumbers(vector: LooseVector, place: CellPlace): Float64Array {
  return readFloats(vector, place, parseNumber, 'a number');
}

export function readLooseTimestamps(vector: LooseVector, place: CellPlace): Float64Array {
  return readFloats(vector, place, parseTimestamp, 'a timestamp such as 2021-01-31 23:59:59');
}

export function readLooseCategories(
  { loose, firstRow }: LooseVector,
  place: CellPlace,
  dictionary: LabelDictionary,
): Uint16Array {
  const codes = new Uint16Array(loose.length);
  for (let i = 0; i < codes.length; i++) {
    const label = parseLabel(loose[i]);
    if (label === UNREADABLE) throw unreadable(place, 'a category', loose[i], firstRow + i);
    codes[i] = dictionary.codeOf(label);
  }
  return codes;
}

function readFloats(
  { loose, firstRow }: LooseVector,
  place: CellPlace,
  parse: (cell: unknown) => number | typeof UNREADABLE,
  expected: string,
): Float64Array {
  const out = new Float64Array(loose.length);
  for (let i = 0; i < out.length; i++) {
    const value = parse(loose[i]);
    if (value === UNREADABLE) throw unreadable(place, expected, loose[i], firstRow + i);
    out[i] = value;
  }
  return out;
}

function unreadable({ file, column }: CellPlace, expected: string, cell: unknown, row: number): RatchetError {
  const found = JSON.stringify(cell)?.slice(0, 80) ?? String(cell);
  return new RatchetError(
    'schema',
    `${file}: column ${column}, row ${row}: expected ${expected}, found ${found}`,
    {
      file,
      hint: 'correct the cell, leave it empty, or change the type of the column in model.yaml',
    },
  );
}
