import type { CategoryCounts, ColumnProfile, Profile, ProfileHistogram } from './profile.ts';
import { coarsen } from './profile-histogram.ts';
import { populationStabilityIndex } from './psi.ts';

/** Values are compared in so many ranges that each hold about the same share of the reference. */
const RANGES = 10;

/** How far one column has moved. */
export interface ColumnShift {
  readonly column: string;
  readonly psi: number;
}

/** PSI of every column and the target, in the contract's order. A column that only one side has is left out. */
export function compareProfiles(reference: Profile, current: Profile): ColumnShift[] {
  const shifts: ColumnShift[] = [];
  for (const [column, profile] of Object.entries(current.columns)) {
    const before = reference.columns[column];
    const cells = before && cellsOf(before, profile);
    if (cells) shifts.push({ column, psi: populationStabilityIndex(...cells) });
  }
  if (reference.target.name === current.target.name) {
    const cells = histogramCells(reference.target.histogram, current.target.histogram);
    shifts.push({ column: current.target.name, psi: populationStabilityIndex(...cells) });
  }
  return shifts;
}

type Cells = [reference: number[], current: number[]];

function cellsOf(a: ColumnProfile, b: ColumnProfile): Cells | undefined {
  if (a.kind === 'time' && b.kind === 'time')
    return [
      [...a.hours, a.nulls],
      [...b.hours, b.nulls],
    ];
  if (a.kind === 'number' && b.kind === 'number') return histogramCells(a.histogram, b.histogram);
  if (a.kind === 'category' && b.kind === 'category') return categoryCells(a.categories, b.categories);
  return undefined;
}

function categoryCells(a: CategoryCounts, b: CategoryCounts): Cells {
  const labels = [...new Set([...Object.keys(a.counts), ...Object.keys(b.counts)])];
  const cells = ({ counts, others }: CategoryCounts) => [
    ...labels.map((label) => counts[label] ?? 0),
    others,
  ];
  return [cells(a), cells(b)];
}

/** Ranges between the reference's quantiles, as near to them as its bins allow, and one cell for nulls. */
function histogramCells(a: ProfileHistogram, b: ProfileHistogram): Cells {
  const coarseness = Math.max(a.coarseness, b.coarseness);
  const reference = coarsen(a, coarseness).bins;
  const total = reference.reduce((sum, [, n]) => sum + n, 0);

  const upperBins: number[] = [];
  let seen = 0;
  let next = 1;
  for (const [bin, n] of reference) {
    seen += n;
    if (seen * RANGES < next * total || next === RANGES) continue;
    upperBins.push(bin);
    // One frequent value may take several tenths at once; they are one range.
    next = Math.floor((seen * RANGES) / total) + 1;
  }
  const count = (bins: readonly (readonly [number, number])[], nulls: number) => {
    const cells = new Array<number>(upperBins.length + 2).fill(0);
    for (const [bin, n] of bins) {
      const at = upperBins.findIndex((upper) => bin <= upper);
      cells[at < 0 ? upperBins.length : at]! += n;
    }
    cells[upperBins.length + 1] = nulls;
    return cells;
  };
  return [count(reference, a.nulls), count(coarsen(b, coarseness).bins, b.nulls)];
}
