import { BLOCK_ROWS } from '../../features/node.ts';
import { RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { PRODUCT_TICKS, RESIDUAL_TICKS } from '../cell-layout.ts';
import { type CellTable, mergeCells } from '../cells.ts';
import { ChainCells } from '../chain-cells.ts';
import { forEachBlock, sees } from '../fold-blocks.ts';
import { KeptResiduals } from '../kept-residuals.ts';
import { Residuals } from '../residuals.ts';
import type { Round } from '../round.ts';
import type { EncodingStep } from '../steps.ts';
import { TickProducts } from '../tick-products.ts';
import type { BaseState } from './base.ts';

export interface CellsState extends BaseState {
  readonly step: EncodingStep;
  /** Fitted so far; entry m never saw fold m, the last saw all. */
  readonly stages: readonly ScaleStage[];
  /** Residuals are counted in units of this: the spread of the target on its scale. */
  readonly unit: number;
}

/** A table for each chain of the step, with the sizes that `mergeCells` needs. */
export type CellsStatistic = { table: CellTable; stride: number; width: number }[];

/** Sums weights and residuals over the cells of the step's chains, for every model at once. */
export const cellsRound: Round<CellsState, CellsStatistic> = {
  start: ({ contract, features, recipe, folds, step, stages, target, unit }, memory) => {
    const frame = new RecipeFrame(contract, features, recipe);
    const group = recipe.encodings.findIndex(({ group }) => group === step.group);
    const chains = step.chains.map((chain) => ({
      cells: new ChainCells(frame, chain, folds),
      earlier: earlierInChain(frame, step, chain),
    }));
    for (const { earlier } of chains) for (const e of earlier) frame.encodings[e]!.compile();
    const models = [...stages.keys()];
    const kept = new KeptResiduals(frame, stages, group, memory);
    const residuals = new Residuals(frame);
    const [residual, left] = [new Float64Array(BLOCK_ROWS), new Float64Array(BLOCK_ROWS)];
    const weights = new TickProducts(PRODUCT_TICKS);
    const ticks = RESIDUAL_TICKS / unit;
    const [shared, own] = [new TickProducts(ticks), new TickProducts(ticks)];

    const addModel = (model: number, weight: Float64Array, rows: Uint32Array, n: number) => {
      kept.fill(model, rows, n, residual);
      for (const { cells, earlier } of chains) {
        if (earlier.length === 0) continue;
        left.set(residual);
        residuals.without(earlier, stages[model]!, left, n);
        for (let i = 0; i < n; i++) left[i]! *= weight[i]!;
        cells.addResiduals(model, own.load(left), n);
      }
      // Chains that begin here all see the same residuals.
      for (let i = 0; i < n; i++) residual[i]! *= weight[i]!;
      shared.load(residual);
      for (const { cells, earlier } of chains) if (earlier.length === 0) cells.addResiduals(model, shared, n);
    };

    return {
      add: (shard, index) => {
        kept.open(shard, index, target);
        forEachBlock(shard, folds, (cls, rows, n) => {
          if (!models.some((model) => sees(model, cls, folds))) return;
          frame.frame.load(shard, rows, n);
          const weight = kept.weights(rows, n);
          weights.load(weight);
          for (const { cells } of chains) cells.addWeights(cls, weights, n);
          for (const model of models) if (sees(model, cls, folds)) addModel(model, weight, rows, n);
        });
      },
      finish: () =>
        chains.map(({ cells }) => ({
          table: cells.table(),
          stride: cells.layout.stride,
          width: cells.width,
        })),
    };
  },
  merge: (statistics) =>
    statistics.reduce((left, right) =>
      left.map(({ table, stride, width }, c) => ({
        table: mergeCells(table, right[c]!.table, stride, width),
        stride,
        width,
      })),
    ),
};

/** Encodings of the chain that earlier passes fitted, by position in the recipe. */
function earlierInChain(
  frame: RecipeFrame,
  step: EncodingStep,
  { chain, encodings }: EncodingStep['chains'][number],
): number[] {
  return Array.from(frame.encodings.keys()).filter((e) => {
    const encoding = frame.encodings[e]!;
    return encoding.group === step.group && encoding.chain === chain && e < encodings[0]!;
  });
}
