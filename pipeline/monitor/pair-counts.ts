import { floatBinEdges } from '../stats/float-bin.ts';
import type { ColumnProfile, ProfileHistogram } from '../validate/profile.ts';
import { coarsen } from '../validate/profile-histogram.ts';
import type { PairedCounts } from './tests/drift-test.ts';

/** Two samples of one column, cell by cell, with the nulls beside them. */
export interface PairedColumn {
  readonly counts: PairedCounts;
  readonly nulls: { readonly reference: number; readonly current: number };
}

const PAIRS: {
  [Kind in ColumnProfile['kind']]: (
    reference: Extract<ColumnProfile, { kind: Kind }>,
    current: Extract<ColumnProfile, { kind: Kind }>,
  ) => PairedColumn;
} = {
  time: (a, b) => ({
    counts: categories(new Map(hours(a.hours)), new Map(hours(b.hours))),
    nulls: { reference: a.nulls, current: b.nulls },
  }),
  timestamp: (a, b) => ({
    counts: categories(new Map(), new Map()),
    nulls: { reference: a.nulls, current: b.nulls },
  }),
  number: (a, b) => pairHistograms(a.histogram, b.histogram),
  category: ({ categories: a }, { categories: b }) => {
    const labels = ({ counts, others }: typeof a) =>
      new Map([...Object.entries(counts).filter(([label]) => label !== ''), ['others', others] as const]);
    return {
      counts: categories(labels(a), labels(b)),
      nulls: { reference: a.counts[''] ?? 0, current: b.counts[''] ?? 0 },
    };
  },
};

/** Pairs two profiles of one column; undefined where they are of different kinds. */
export function pairColumns(reference: ColumnProfile, current: ColumnProfile): PairedColumn | undefined {
  if (reference.kind !== current.kind) return undefined;
  return PAIRS[reference.kind](reference as never, current as never);
}

/** Pairs two histograms at the coarser's level. */
export function pairHistograms(a: ProfileHistogram, b: ProfileHistogram): PairedColumn {
  const coarseness = Math.max(a.coarseness, b.coarseness);
  const [before, after] = [a, b].map((histogram) => new Map(coarsen(histogram, coarseness).bins));
  const bins = [...new Set([...before!.keys(), ...after!.keys()])].sort((x, y) => x - y);
  const edges = bins.map((bin) => cellEdges(bin, coarseness));
  return {
    counts: {
      kind: 'number',
      values: edges.map(([low, high]) => (low + high) / 2),
      halfWidths: edges.map(([low, high]) => (high - low) / 2),
      names: edges.map(([low]) => String(low)),
      reference: bins.map((bin) => before!.get(bin) ?? 0),
      current: bins.map((bin) => after!.get(bin) ?? 0),
    },
    nulls: { reference: a.nulls, current: b.nulls },
  };
}

/** Least and greatest value of 2^coarseness bins, both finite; bin 0 is where zeros are counted. */
function cellEdges(bin: number, coarseness: number): readonly [number, number] {
  if (bin === 0) return [0, 0];
  const finite = (value: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  const [low] = floatBinEdges(bin);
  const [, high] = floatBinEdges(bin + 2 ** coarseness - 1);
  return [finite(low), finite(high)];
}

function categories(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): PairedCounts {
  const names = [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => (before.get(name) ?? 0) + (after.get(name) ?? 0) > 0)
    .sort();
  return {
    kind: 'category',
    values: [],
    halfWidths: [],
    names,
    reference: names.map((name) => before.get(name) ?? 0),
    current: names.map((name) => after.get(name) ?? 0),
  };
}

const hours = (counts: readonly number[]) =>
  counts.map((n, hour) => [String(hour).padStart(2, '0'), n] as const);
