import { featuresSchema } from '../../pipeline/contract/schema.ts';
import { blankState, type FeatureState } from '../../pipeline/features/feature-state.ts';
import { type FeatureContract, Frame } from '../../pipeline/features/frame.ts';
import { BLOCK_ROWS, type KeyNode } from '../../pipeline/features/node.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { forEachRowBlock } from '../../pipeline/ingest/row-blocks.ts';
import { makeBlock } from '../ingest/make-block.ts';

/** Columns of a few made-up trips, written out: names and types tell what each is for. */
export const COLUMNS: FeatureContract['columns'] = {
  at: { type: 'timestamp' },
  x: { type: 'number' },
  y: { type: 'number' },
  zone: { type: 'category' },
  other: { type: 'category' },
};

export interface Given {
  readonly numbers?: Record<string, number[]>;
  readonly categories?: Record<string, string[]>;
  readonly features?: { numbers?: Record<string, string>; keys?: Record<string, string>; geometry?: unknown };
  readonly state?: Partial<FeatureState>;
}

/** A frame over COLUMNS with a block of the given rows; columns that are not given hold nulls. */
export function frameOf({ numbers = {}, categories = {}, features = {}, state = {} }: Given): {
  frame: Frame;
  block: Block;
} {
  const rows = [...Object.values(numbers), ...Object.values(categories)][0]?.length ?? 0;
  const nulls = new Array<number>(rows).fill(Number.NaN);
  const nothing = new Array<string>(rows).fill('');
  const block = makeBlock(
    { at: nulls, x: nulls, y: nulls, ...numbers },
    { zone: nothing, other: nothing, ...categories },
  );
  const parsed = featuresSchema.parse({ numbers: {}, keys: {}, ...features });
  const seen = (name: string) => [...new Set(categories[name] ?? [])].filter((label) => label !== '').sort();
  const known = {
    ...blankState(parsed, {}),
    categories: { zone: seen('zone'), other: seen('other') },
    ...state,
  };
  return { frame: new Frame({ columns: COLUMNS, features: parsed }, known), block };
}

/** Values of an expression that is one number, for every row. */
export function numbersOf(expression: string, given: Given): number[] {
  const { frame, block } = frameOf(given);
  const { out } = frame.number(expression);
  return collect(frame, block, (i) => out[i]!);
}

/** Columns of a term of a recipe, by label, for every row. */
export function columnsOf(expression: string, given: Given): Record<string, number[]> {
  const { frame, block } = frameOf(given);
  const term = frame.term(expression);
  if (term.kind !== 'dense') throw new Error(`${expression} is one-hot`);
  const rows = collect(frame, block, (i) => term.columns.map(({ out }) => out[i]!));
  return Object.fromEntries(term.columns.map(({ label }, c) => [label, rows.map((row) => row[c]!)]));
}

/** Names of a key's values, undefined where unknown, for every row. */
export function namesOf(expression: string | readonly string[], given: Given): (string | undefined)[] {
  const { frame, block } = frameOf(given);
  const key = typeof expression === 'string' ? frame.key(expression) : frame.tuple(expression);
  return collect(frame, block, (i) => nameAt(key, i));
}

export const nameAt = (key: KeyNode, i: number): string | undefined =>
  key.out[i]! < 0 ? undefined : key.name(key.out[i]!);

/** Loads every row, block by block, and reads something of each. */
export function collect<T>(frame: Frame, block: Block, read: (i: number) => T): T[] {
  const values: T[] = [];
  forEachRowBlock(block.rows, BLOCK_ROWS, (rows, n) => {
    frame.load(block, rows, n);
    for (let i = 0; i < n; i++) values.push(read(i));
  });
  return values;
}
