import type { EncodingTable } from './model.ts';

/** Writes a table as the gaps between codes that have a value, and those values as whole steps. */
export function packTable(label: string, table: Float64Array, step: number): EncodingTable {
  const [gaps, values]: [number[], number[]] = [[], []];
  let last = -1;
  for (const [code, value] of table.entries()) {
    const steps = Math.round(value / step);
    if (steps === 0) continue;
    gaps.push(code - last);
    values.push(steps);
    last = code;
  }
  return { label, size: table.length, gaps, values };
}

/** The table again: a value for each code, 0 where there is none. */
export function unpackTable({ size, gaps, values }: EncodingTable, step: number): Float64Array {
  const table = new Float64Array(size);
  let code = -1;
  for (const [i, gap] of gaps.entries()) {
    code += gap;
    table[code] = values[i]! * step;
  }
  return table;
}
