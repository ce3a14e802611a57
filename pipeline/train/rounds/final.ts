import { BLOCK_ROWS, type NumberNode } from '../../features/node.ts';
import { addGram } from '../../linalg/gram-accumulator.ts';
import { type FinalTerm, RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { f64 } from '../../wasm/f64.ts';
import { forEachBlock } from '../fold-blocks.ts';
import { mergeOrdered, type OrderedSums, totalOf } from '../ordered-sums.ts';
import type { Round } from '../round.ts';
import type { BaseState } from './base.ts';

export interface FinalState extends BaseState {
  /** Entry m never saw fold m: a row's columns come from the one that never saw it. Rows of no judged fold are left out. */
  readonly stages: readonly ScaleStage[];
}

/**
 * Sums for the last regression, on columns [1, dense terms, target, one-hot columns]. One-hot columns are never laid out:
 * a row touches one of them, so their sums cost a row as much as one column does.
 */
export interface FinalStatistic {
  /** X'X of the dense columns, by shard. */
  readonly dense: OrderedSums;
  /** One-hot × dense, by shard. */
  readonly mixed: OrderedSums;
  /** Rows of each pair of one-hot columns: whole numbers, exact in any order. */
  readonly counts: Float64Array;
}

export const finalRound: Round<FinalState, FinalStatistic> = {
  start: ({ contract, target, recipe, features, stages, folds }) => {
    const frame = new RecipeFrame(contract, features, recipe);
    const terms = frame.final();
    const dense = terms.flatMap((term) =>
      term.kind === 'one-hot' ? [] : term.kind === 'dense' ? term.columns : scaledColumns(frame, term),
    );
    const keys = terms.flatMap((term) => (term.kind === 'one-hot' ? [term.key] : []));
    const k = dense.length + 2;
    const wide = keys.reduce((sum, key) => sum + key.size, 0);
    const starts = keys.map((_, i) => keys.slice(0, i).reduce((sum, key) => sum + key.size, 0));
    const one = new Float64Array(BLOCK_ROWS).fill(1);
    const outcome = new Float64Array(BLOCK_ROWS);
    const design = [one, ...dense.map(({ out }) => out), outcome];
    const statistic = {
      dense: [] as OrderedSums,
      mixed: [] as OrderedSums,
      counts: new Float64Array(wide * wide),
    };

    const codesOf = keys.map(({ out }) => out);
    const addOneHots = (mixed: Float64Array, n: number) => {
      for (const [a, codes] of codesOf.entries()) {
        const first = starts[a]!;
        for (const [c, column] of design.entries()) {
          for (let i = 0; i < n; i++) if (codes[i]! >= 0) mixed[(first + codes[i]!) * k + c]! += column[i]!;
        }
        for (const [b, others] of codesOf.entries()) {
          const second = starts[b]!;
          for (let i = 0; i < n; i++) {
            if (codes[i]! >= 0 && others[i]! >= 0)
              statistic.counts[(first + codes[i]!) * wide + second + others[i]!]!++;
          }
        }
      }
    };

    return {
      add: (shard, index) => {
        const y = shard.numbers[target]!;
        const [gram, mixed] = [new Float64Array(k * k), new Float64Array(wide * k)];
        forEachBlock(shard, folds, (cls, rows, n) => {
          if (stages.length > 0 && cls === folds.judged) return;
          frame.use(stages[cls] ?? { base: [], tables: [] });
          frame.frame.load(shard, rows, n);
          for (let i = 0; i < n; i++) outcome[i] = y[rows[i]!]!;
          addGram(gram, design, n, k);
          addOneHots(mixed, n);
        });
        statistic.dense.push({ index, sums: gram });
        statistic.mixed.push({ index, sums: mixed });
      },
      finish: () => statistic,
    };
  },
  merge: (parts) => ({
    dense: mergeOrdered(parts.map(({ dense }) => dense)),
    mixed: mergeOrdered(parts.map(({ mixed }) => mixed)),
    counts: parts.map(({ counts }) => counts).reduce((sum, counts) => sum.map((x, i) => x + counts[i]!)),
  }),
};

/** The columns of a scaled term, multiplied out. */
function scaledColumns(
  { frame }: RecipeFrame,
  { by, columns }: Extract<FinalTerm, { kind: 'scaled' }>,
): NumberNode[] {
  return columns.map((column, c) =>
    frame.provide(`scaled ${c}`, f64.mul(by.value, column.value), column.label),
  );
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
