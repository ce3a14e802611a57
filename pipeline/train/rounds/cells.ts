import { BLOCK_ROWS, type NumberNode } from '../../features/node.ts';
import { RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { scales } from '../../model/scales.ts';
import { toTicks } from '../../stats/exact-sum.ts';
import { cellLayout, PRODUCT_TICKS, RESIDUAL_TICKS } from '../cell-layout.ts';
import { CellCollector, type CellTable, mergeCells } from '../cells.ts';
import { forEachFoldBlock } from '../fold-blocks.ts';
import { jointKey } from '../joint-key.ts';
import { residualsBefore } from '../residuals.ts';
import type { Round } from '../round.ts';
import type { EncodingStep } from '../steps.ts';
import type { BaseState } from './base.ts';

export interface CellsState extends BaseState {
  readonly step: EncodingStep;
  /** Fitted so far; entry m never saw fold m, the last saw all. */
  readonly stages: readonly ScaleStage[];
  /** Residuals are counted in units of this: the spread of the target on its scale. */
  readonly unit: number;
}

/** A table for each chain of the step, with what `mergeCells` needs to know of it. */
export type CellsStatistic = { table: CellTable; stride: number; width: number }[];

/** Sums weights and residuals over the cells of the step's chains, for every model at once. */
export const cellsRound: Round<CellsState, CellsStatistic> = {
  start: (state) => {
    const { recipe, step, stages, target } = state;
    const frame = new RecipeFrame(state.contract, state.features, recipe);
    const { fromTarget } = scales[recipe.scale];
    const { folds } = recipe;
    const chains = step.chains.map(({ encodings }) => {
      const bound = encodings.map((e) => frame.encodings[e]!);
      const slopes = slopesOf(bound);
      const layout = cellLayout(folds, 1 + slopes.length);
      const joint = jointKey(bound);
      const collector = new CellCollector(joint.size, layout.stride, bound.length);
      return { first: encodings[0]!, keys: bound.map(({ key }) => key.out), slopes, layout, joint, collector };
    });
    const outcome = new Float64Array(BLOCK_ROWS);
    const residual = new Float64Array(BLOCK_ROWS);
    const chainResidual = new Float64Array(BLOCK_ROWS);
    const offsets = chains.map(() => new Int32Array(BLOCK_ROWS));

    const addWeights = (fold: number, n: number) => {
      const w = frame.weight.out;
      for (const [c, { joint, collector, keys, slopes, layout }] of chains.entries()) {
        joint.run(n);
        const at = offsets[c]!;
        for (let i = 0; i < n; i++) at[i] = joint.out[i]! < 0 ? -1 : collector.offset(joint.out[i]!, i, keys);
        const { sums } = collector;
        const basis = [undefined, ...slopes.map(({ out }) => out)];
        const rows = layout.rows(fold);
        for (let i = 0; i < n; i++) if (at[i]! >= 0) sums[at[i]! + rows]!++;
        for (const [b, u] of basis.entries()) {
          for (const [a, v] of basis.slice(0, b + 1).entries()) {
            const slot = layout.product(fold, a, b);
            for (let i = 0; i < n; i++) {
              if (at[i]! >= 0) sums[at[i]! + slot]! += toTicks(w[i]! * (u ? u[i]! : 1) * (v ? v[i]! : 1), PRODUCT_TICKS);
            }
          }
        }
      }
    };

    const addResiduals = (model: number, n: number) => {
      const w = frame.weight.out;
      const ticks = RESIDUAL_TICKS / state.unit;
      residual.set(outcome.subarray(0, n));
      residualsBefore(frame, stages[model]!, step.group, residual, n);
      for (const [c, { first, slopes, layout, collector: { sums } }] of chains.entries()) {
        chainResidual.set(residual.subarray(0, n));
        for (const [e, { group, chain }] of frame.encodings.entries()) {
          if (group === step.group && chain === step.chains[c]!.chain && e < first) frame.addEncoding(stages[model]!, e, chainResidual, n, -1);
        }
        const at = offsets[c]!;
        const offset = layout.residual(model, 0);
        for (let i = 0; i < n; i++) if (at[i]! >= 0) sums[at[i]! + offset]! += toTicks(w[i]! * chainResidual[i]!, ticks);
        for (const [s, { out: u }] of slopes.entries()) {
          const slot = layout.residual(model, s + 1);
          for (let i = 0; i < n; i++) if (at[i]! >= 0) sums[at[i]! + slot]! += toTicks(w[i]! * u[i]! * chainResidual[i]!, ticks);
        }
      }
    };

    return {
      add: (shard) => {
        const y = shard.numbers[target]!;
        forEachFoldBlock(shard, folds, (fold, start, n) => {
          frame.frame.load(shard, start, n);
          for (let i = 0; i < n; i++) outcome[i] = fromTarget(y[start + i]!);
          addWeights(fold, n);
          for (let model = 0; model <= folds; model++) if (model !== fold) addResiduals(model, n);
        });
      },
      finish: () => chains.map(({ collector, layout, keys }) => ({ table: collector.table(), stride: layout.stride, width: keys.length })),
    };
  },
  merge: (statistics) =>
    statistics[0]!.map(({ stride, width }, c) => ({ table: mergeCells(statistics.map((s) => s[c]!.table), stride, width), stride, width })),
};

/** The distinct slope columns of a run of encodings, in order of appearance. */
export const slopesOf = (encodings: readonly { slope: NumberNode | undefined }[]): NumberNode[] => [
  ...new Set(encodings.flatMap(({ slope }) => (slope ? [slope] : []))),
];
