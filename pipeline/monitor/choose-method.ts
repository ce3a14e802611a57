import { total, usedCells } from './counts.ts';
import type { PairedCounts } from './tests/drift-test.ts';
import type { DriftMethod } from './tests/registry.ts';
import { standardDeviation } from './tests/wasserstein.ts';

/** With fewer rows than this on either side, a test whose critical value is known decides. */
const FEW_ROWS = 1000;
/** Up to so many values a number is as good as a category. */
const FEW_VALUES = 16;
/** More labels than this leave cells empty by chance. */
const MANY_LABELS = 50;
/** A standard deviation beyond so many times the middle half of the values is made by a few huge ones. */
const HEAVY_TAIL = 3;

export interface ChosenMethod {
  readonly method: DriftMethod;
  readonly reason: string;
}

/** The test that judges two samples, by kind and size, and why that one. */
export function chooseMethod(counts: PairedCounts): ChosenMethod {
  const rows = Math.min(total(counts.reference), total(counts.current));
  const cells = usedCells(counts);
  return counts.kind === 'number' ? forNumbers(counts, rows, cells) : forCategories(rows, cells);
}

function forNumbers(counts: PairedCounts, rows: number, cells: number): ChosenMethod {
  if (rows < FEW_ROWS) {
    const reason = `${rows} rows: few enough for the critical value of Kolmogorov–Smirnov to decide`;
    return { method: 'kolmogorov-smirnov', reason };
  }
  if (cells <= FEW_VALUES)
    return { method: 'jensen-shannon', reason: `${cells} values only: compared as labels` };
  const { values, reference } = counts;
  if (standardDeviation(values, reference) > HEAVY_TAIL * middleHalf(counts)) {
    const reason = 'a few huge values dominate its deviation: ranks are compared, which they cannot sway';
    return { method: 'kolmogorov-smirnov', reason };
  }
  return { method: 'wasserstein', reason: 'a number of many rows: how far its values moved' };
}

function forCategories(rows: number, cells: number): ChosenMethod {
  if (rows < FEW_ROWS)
    return {
      method: 'chi-square',
      reason: `${rows} rows: few enough for the critical value of chi-square to decide`,
    };
  if (cells > MANY_LABELS)
    return {
      method: 'jensen-shannon',
      reason: `${cells} labels: bounded where one is seen on one side only`,
    };
  return { method: 'psi', reason: `${cells} labels of many rows each` };
}

/** Distance of the quartiles of the reference. */
function middleHalf({ values, reference }: PairedCounts): number {
  const rows = total(reference);
  const quartile = (share: number) => {
    let seen = 0;
    for (const [i, n] of reference.entries()) {
      seen += n;
      if (seen >= share * rows) return values[i]!;
    }
    return 0;
  };
  return quartile(0.75) - quartile(0.25);
}
