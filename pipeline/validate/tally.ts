/** Samples that a violation shows. */
const MAX_SAMPLES = 3;

/** A row that broke a rule, by its number in its file, from 1. */
export interface Sample {
  row: number;
  value: string | number | null;
}

/** How many rows broke a rule, and the first few of them. */
export interface Tally {
  count: number;
  samples: Sample[];
}

/** Adds two tallies, of any two sets of rows: counts add up, and the samples with the lowest row numbers stay. */
export function mergeTallies(a: Tally, b: Tally): Tally {
  const samples = [...a.samples, ...b.samples].sort((x, y) => x.row - y.row).slice(0, MAX_SAMPLES);
  return { count: a.count + b.count, samples };
}

/**
 * The tally of one block.
 *
 * @param hits 1 for each row that breaks the rule, 0 for the others; `count` of them are 1
 */
export function tallyHits(
  hits: Uint8Array,
  count: number,
  firstRow: number,
  valueAt: (row: number) => number | string | null,
): Tally {
  const samples: Sample[] = [];
  for (let i = hits.indexOf(1); i >= 0 && samples.length < MAX_SAMPLES; i = hits.indexOf(1, i + 1)) {
    samples.push({ row: firstRow + i, value: printable(valueAt(i)) });
  }
  return { count, samples };
}

/** JSON has no NaN and no infinities. */
function printable(value: number | string | null): number | string | null {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : String(value);
}
