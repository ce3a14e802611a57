import type { Block } from '../ingest/block.ts';
import type { Model } from '../model/model.ts';
import { clipRanges } from './clip-ranges.ts';
import { scoringColumns } from './scoring-columns.ts';
import type { ScoringWarning } from './scoring-warning.ts';
import type { Range, TrainingReference } from './training-reference.ts';

/** Tells of every row of a block whose value in one column was not met in training. */
export type ColumnCheck = (block: Block, report: (row: number, warning: ScoringWarning) => void) => void;

const EVERYTHING: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * A check for each column whose values a model reads. Of a column that is only asked whether it holds a value, nothing
 * is amiss.
 */
export function columnChecks(model: Model, ranges: TrainingReference['ranges']): ColumnCheck[] {
  const clipped = clipRanges(model);
  return [...scoringColumns(model)].flatMap(([name, use]) => {
    if (use === 'null-flag') return [];
    const { type } = model.columns[name]!;
    if (type === 'category') return [categoryCheck(name, model.state.categories[name] ?? [])];
    const [low, high] = clipped[name] ?? EVERYTHING;
    const [least, greatest] = ranges[name] ?? EVERYTHING;
    return [floatCheck(name, [Math.max(low, least), Math.min(high, greatest)])];
  });
}

function categoryCheck(column: string, categories: readonly string[]): ColumnCheck {
  const seen = new Set(categories);
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

function categoryWarning(column: string, label: string): ScoringWarning {
  if (label === '') return { kind: 'missing', column, message: `${column} is missing` };
  return { kind: 'unseen', column, message: `${column} ${label} was not seen in training` };
}

function floatCheck(column: string, range: Range): ColumnCheck {
  // Infinity counts as 0: it is out of any range.
  const [low, high] = [Math.max(range[0], -Number.MAX_VALUE), Math.min(range[1], Number.MAX_VALUE)];
  return ({ rows, numbers }, report) => {
    const values = numbers[column]!;
    for (let row = 0; row < rows; row++) {
      const value = values[row]!;
      // Written so that NaN does not pass.
      if (!(value >= low && value <= high)) report(row, numberWarning(column, value, range));
    }
  };
}

function numberWarning(column: string, value: number, [low, high]: Range): ScoringWarning {
  if (Number.isNaN(value)) return { kind: 'missing', column, message: `${column} is missing` };
  const text = Number.isFinite(value)
    ? `${column} ${value} is outside ${rounded(low)} to ${rounded(high)}, the usual range in training`
    : `${column} is infinite and counts as 0`;
  return { kind: 'outside-range', column, message: text };
}

const rounded = (bound: number) => Number(bound.toPrecision(3));
