import type { Block } from '../ingest/block.ts';
import type { Model } from '../model/model.ts';
import { clipRanges } from './clip-ranges.ts';
import { scoringColumns } from './scoring-columns.ts';
import type { ScoringWarning } from './scoring-warning.ts';
import type { Range, TrainingReference } from './training-reference.ts';

/** Tells of every row of a block whose value in one column was not met in training. */
export type ColumnCheck = (block: Block, report: (row: number, warning: ScoringWarning) => void) => void;

/** What is usual in a column whose values a model reads. */
export type UsualValues =
  | { readonly column: string; readonly type: 'category'; readonly seen: ReadonlySet<string> }
  | { readonly column: string; readonly type: 'number' | 'timestamp'; readonly range: Range };

const EVERYTHING: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * What is usual in each column whose values a model reads. Of a column that is only asked whether it holds a value,
 * nothing is amiss.
 */
export function usualValues(model: Model, ranges: TrainingReference['ranges']): UsualValues[] {
  const clipped = clipRanges(model);
  return [...scoringColumns(model)].flatMap(([column, use]): UsualValues[] => {
    if (use === 'null-flag') return [];
    const { type } = model.columns[column]!;
    if (type === 'category') return [{ column, type, seen: new Set(model.state.categories[column] ?? []) }];
    const [low, high] = clipped[column] ?? EVERYTHING;
    const [least, greatest] = ranges[column] ?? EVERYTHING;
    return [{ column, type, range: [Math.max(low, least), Math.min(high, greatest)] }];
  });
}

/** A check for each column whose values a model reads. */
export function columnChecks(model: Model, ranges: TrainingReference['ranges']): ColumnCheck[] {
  return usualValues(model, ranges).map((usual) =>
    usual.type === 'category'
      ? categoryCheck(usual.column, usual.seen)
      : floatCheck(usual.column, usual.range),
  );
}

function categoryCheck(column: string, seen: ReadonlySet<string>): ColumnCheck {
  return ({ rows, codes, labels }, report) => {
    const names = labels[column]!;
    const unknown = names.map((label) => !seen.has(label));
    // Blocks of one source share their labels, so that this spares most blocks the loop.
    if (!unknown.includes(true)) return;
    const values = codes[column]!;
    for (let row = 0; row < rows; row++) {
      if (unknown[values[row]!]) report(row, categoryWarning(column, names[values[row]!]!));
    }
  };
}

/** Of a label that was not seen in training. */
export function categoryWarning(column: string, label: string): ScoringWarning {
  if (label === '') return { kind: 'missing', column, message: `${column} is missing` };
  return { kind: 'unseen', column, message: `${column} ${label} was not seen in training` };
}

function floatCheck(column: string, range: Range): ColumnCheck {
  const [low, high] = finiteRange(range);
  return ({ rows, numbers }, report) => {
    const values = numbers[column]!;
    for (let row = 0; row < rows; row++) {
      const value = values[row]!;
      // Written so that NaN does not pass.
      if (!(value >= low && value <= high)) report(row, numberWarning(column, value, range));
    }
  };
}

/** The same range without infinity, which counts as 0 and is out of any range. */
export function finiteRange([low, high]: Range): Range {
  return [Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE)];
}

/** Of a value outside the usual range. */
export function numberWarning(column: string, value: number, [low, high]: Range): ScoringWarning {
  if (Number.isNaN(value)) return { kind: 'missing', column, message: `${column} is missing` };
  const text = Number.isFinite(value)
    ? `${column} ${value} is outside ${rounded(low)} to ${rounded(high)}, the usual range in training`
    : `${column} is infinite and counts as 0`;
  return { kind: 'outside-range', column, message: text };
}

const rounded = (bound: number) => Number(bound.toPrecision(3));
