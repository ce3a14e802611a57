import { rawSource } from '../../features/sources.ts';
import { type FinalTerm, RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { f64 } from '../../wasm/f64.ts';
import type { F64 } from '../../wasm/value.ts';
import { forEachBlock } from '../fold-blocks.ts';
import { GramColumns } from '../regression/gram-columns.ts';
import { OneHotSums } from '../regression/one-hot-sums.ts';
import { mergeOrdered, type OrderedSums, totalOf } from '../regression/ordered-sums.ts';
import type { Round } from '../round.ts';
import type { BaseState } from './base.ts';

export interface FinalState extends BaseState {
  /** Entry m never saw fold m: a row's columns come from the one that never saw it. Rows of no judged fold are left out. */
  readonly stages: readonly ScaleStage[];
}

/** Sums for the last regression, on columns [1, dense terms, target, one-hot columns]. */
export interface FinalStatistic {
  /** X'X of the dense columns, by shard. */
  readonly dense: OrderedSums;
  /** One-hot × dense, by shard. */
  readonly mixed: OrderedSums;
  /** Rows of each pair of one-hot columns. */
  readonly counts: Float64Array;
}

export const finalRound: Round<FinalState, FinalStatistic> = {
  start: ({ contract, target, recipe, features, stages, folds }) => {
    const recipeFrame = new RecipeFrame(contract, features, recipe);
    const { frame } = recipeFrame;
    const terms = recipeFrame.final();
    const keys = terms.flatMap((term) => (term.kind === 'one-hot' ? [term.key] : []));
    const columns = [f64.constant(1), ...terms.flatMap(denseValues), rawSource(frame.program, target)];
    const design = new GramColumns(frame.program, columns);
    const oneHots = new OneHotSums(frame.program, keys, columns);
    const compute = frame.program.compile([...design.steps, ...oneHots.steps]);
    const sums = { dense: [] as OrderedSums, mixed: [] as OrderedSums };
    return {
      add: (shard, index) => {
        const gram = new Float64Array(design.size * design.size);
        forEachBlock(
          shard,
          folds,
          (cls, rows, n) => {
            recipeFrame.use(stages[cls] ?? { base: [], tables: [] });
            frame.load(shard, rows, n);
            compute(n);
            design.add(gram, n);
          },
          (cls) => stages.length === 0 || cls !== folds.judged,
        );
        sums.dense.push({ index, sums: gram });
        sums.mixed.push({ index, sums: oneHots.takeMixed() });
      },
      finish: () => ({ ...sums, counts: oneHots.counts() }),
    };
  },
  merge: (parts) => ({
    dense: mergeOrdered(parts.map(({ dense }) => dense)),
    mixed: mergeOrdered(parts.map(({ mixed }) => mixed)),
    counts: parts.map(({ counts }) => counts).reduce((sum, counts) => sum.map((x, i) => x + counts[i]!)),
  }),
};

/** The dense columns of a term; those of a scaled one multiplied out. */
function denseValues(term: FinalTerm): F64[] {
  if (term.kind === 'one-hot') return [];
  const values = term.columns.map(({ value }) => value);
  return term.kind === 'scaled' ? values.map((value) => f64.mul(term.by.value, value)) : values;
}

/** The sums of all shards as one symmetric matrix over [1, dense, one-hot, target]. */
export function finalGram({ dense, mixed, counts }: FinalStatistic): { gram: Float64Array; size: number } {
  const k = Math.sqrt(dense[0]!.sums.length);
  const wide = Math.sqrt(counts.length);
  const size = k + wide;
  const [d, m] = [totalOf(dense, k * k), totalOf(mixed, wide * k)];
  // In the result the target comes last, behind the one-hot columns.
  const place = (c: number) => (c === k - 1 ? size - 1 : c);
  const gram = new Float64Array(size * size);
  const put = (row: number, column: number, value: number) => {
    gram[row * size + column] = value;
    gram[column * size + row] = value;
  };
  for (let a = 0; a < k; a++) for (let b = a; b < k; b++) put(place(a), place(b), d[a * k + b]!);
  for (let w = 0; w < wide; w++) {
    for (let c = 0; c < k; c++) put(k - 1 + w, place(c), m[w * k + c]!);
    for (let v = 0; v < wide; v++) gram[(k - 1 + w) * size + k - 1 + v] = counts[w * wide + v]!;
  }
  return { gram, size };
}
