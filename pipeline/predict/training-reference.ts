import { floatBinEdges } from '../stats/float-bin.ts';
import type { ColumnProfile, Profile, ProfileHistogram } from '../validate/profile.ts';

/** Least and greatest value that counts as usual; either may be infinite. */
export type Range = readonly [low: number, high: number];

/** An input as most rides have it. A timestamp keeps its day: only its hour is typical. */
export type TypicalInput =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'category'; readonly label: string }
  | { readonly kind: 'time'; readonly hour: number };

/** What the rows that a model was trained on looked like: what a ride to be scored is held against. */
export interface TrainingReference {
  /** Number column → where all but the outermost 0.1 % of training values on either side lay. */
  readonly ranges: Readonly<Record<string, Range>>;
  readonly inputs: Readonly<Record<string, TypicalInput>>;
  /** Median of the target. */
  readonly target: number;
}

const TAIL = 0.001;

/** Reads ranges and typical inputs off a training profile, as exactly as its bins tell: to 3 %, small integers exactly. */
export function trainingReference({
  columns,
  target,
}: Pick<Profile, 'columns' | 'target'>): TrainingReference {
  const entries = Object.entries(columns);
  return {
    ranges: Object.fromEntries(
      entries.flatMap(([name, column]) =>
        column.kind === 'number' ? [[name, rangeOf(column.histogram)]] : [],
      ),
    ),
    inputs: Object.fromEntries(
      entries.flatMap(([name, column]) => {
        const typical = typicalOf(column);
        return typical === undefined ? [] : [[name, typical]];
      }),
    ),
    target: medianOf(target.histogram),
  };
}

function typicalOf(column: ColumnProfile): TypicalInput | undefined {
  if (column.kind === 'number') return { kind: 'number', value: medianOf(column.histogram) };
  if (column.kind === 'time') return { kind: 'time', hour: column.hours.indexOf(Math.max(...column.hours)) };
  if (column.kind === 'timestamp') return undefined;
  const counts = Object.entries(column.categories.counts).filter(([label]) => label !== '');
  const most = Math.max(...counts.map(([, rows]) => rows));
  const label = counts.find(([, rows]) => rows === most)?.[0];
  return label === undefined ? undefined : { kind: 'category', label };
}

function medianOf(histogram: ProfileHistogram): number {
  return binEdges(histogram, 0.5)[0];
}

function rangeOf(histogram: ProfileHistogram): Range {
  if (histogram.bins.length === 0) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return [binEdges(histogram, TAIL)[0], binEdges(histogram, 1 - TAIL)[1]];
}

/** Edges of the bin that the value of a share of the rows lies in; NaN where there are no rows. */
function binEdges({ bins, coarseness }: ProfileHistogram, share: number): Range {
  const rows = bins.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  for (const [bin, count] of bins) {
    below += count;
    if (below >= share * rows) return [floatBinEdges(bin)[0], floatBinEdges(bin + (1 << coarseness) - 1)[1]];
  }
  return [Number.NaN, Number.NaN];
}
