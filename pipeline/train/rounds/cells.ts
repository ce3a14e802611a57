import { BLOCK_ROWS } from '../../features/node.ts';
import { RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { PRODUCT_TICKS, RESIDUAL_TICKS } from '../cell-layout.ts';
import { type CellTable, mergeCells } from '../cells.ts';
import { ChainCells } from '../chain-cells.ts';
import { type ChainEffect, EffectOnRows } from '../chain-effect.ts';
import type { ColumnBlock } from '../column-block.ts';
import { basisOf, ColumnBlocks } from '../column-blocks.ts';
import { sees } from '../fold-blocks.ts';
import { JointCodes } from '../joint-codes.ts';
import { jointParts } from '../joint-key.ts';
import { Residuals } from '../residuals.ts';
import type { Round } from '../round.ts';
import type { EncodingStep } from '../steps.ts';
import { TickProducts } from '../tick-products.ts';
import type { BaseState } from './base.ts';

export interface CellsState extends BaseState {
  readonly step: EncodingStep;
  /** Base coefficients; entry m never saw fold m, the last saw all. */
  readonly stages: readonly ScaleStage[];
  /** Of all runs that earlier passes fitted. */
  readonly effects: readonly ChainEffect[];
  /** Residuals are counted in units of this: the spread of the target on its scale. */
  readonly unit: number;
}

/** A table for each chain of the step. */
export type CellsStatistic = CellTable[];

/** Sums weights and residuals over the cells of the step's chains, for every model at once. */
export const cellsRound: Round<CellsState, CellsStatistic> = {
  start: ({ contract, features, recipe, folds, step, stages, effects, target, unit }, memory) => {
    const frame = new RecipeFrame(contract, features, recipe);
    const blocks = new ColumnBlocks(frame, stages, folds, memory);
    const keyed = (encodings: readonly number[]) => {
      const bound = encodings.map((e) => frame.encodings[e]!);
      const keys = new JointCodes(blocks.keys, jointParts(bound));
      return { keys, basis: basisOf(bound).map((slope) => (slope ? blocks.slopes.indexOf(slope) : -1)) };
    };
    const onRows = (some: readonly ChainEffect[]) =>
      some.map((effect) => {
        const { keys, basis } = keyed(effect.encodings);
        return new EffectOnRows(effect, keys, basis);
      });
    const chains = step.chains.map(({ chain, encodings }) => {
      const { keys, basis } = keyed(encodings);
      return {
        cells: new ChainCells(keys, basis, folds),
        earlier: onRows(effects.filter((effect) => effect.group === step.group && effect.chain === chain)),
      };
    });
    const groups = recipe.encodings.map(({ group }) => group);
    const before = groups.indexOf(step.group);
    const residuals = new Residuals(
      recipe.encodings.map(({ clip }) => clip ?? Number.POSITIVE_INFINITY),
      (g) => onRows(effects.filter(({ group }) => group === groups[g])),
      folds,
    );
    const weighted = new Float64Array(BLOCK_ROWS);
    const weights = new TickProducts(PRODUCT_TICKS);
    const ticks = RESIDUAL_TICKS / unit;
    const [shared, own] = [new TickProducts(ticks), new TickProducts(ticks)];

    const addModel = (model: number, block: ColumnBlock) => {
      const { rows, weight, slopes } = block;
      const residual = block.residuals[model]!;
      for (const { cells, earlier } of chains) {
        if (earlier.length === 0) continue;
        const explained = residuals.explained(model, block, earlier);
        for (let i = 0; i < rows; i++) weighted[i] = (residual[i]! - explained[i]!) * weight[i]!;
        cells.addResiduals(model, own.load(weighted, slopes), rows);
      }
      // Chains that begin here all see the same residuals.
      for (let i = 0; i < rows; i++) weighted[i] = residual[i]! * weight[i]!;
      shared.load(weighted, slopes);
      for (const { cells, earlier } of chains)
        if (earlier.length === 0) cells.addResiduals(model, shared, rows);
    };

    const addBlock = (block: ColumnBlock) => {
      residuals.settle(block, before);
      weights.load(block.weight, block.slopes);
      for (const { cells, earlier } of chains) {
        cells.addWeights(block, weights);
        for (const effect of earlier) effect.find(block);
      }
      for (const model of stages.keys()) if (sees(model, block.cls, folds)) addModel(model, block);
    };

    return {
      recall: (index) => blocks.recall(index, before, addBlock),
      add: (shard, index) => blocks.derive(shard, index, target, addBlock),
      finish: () => chains.map(({ cells }) => cells.table()),
    };
  },
  merge: (statistics) =>
    statistics.reduce((left, right) => left.map((table, c) => mergeCells(table, right[c]!))),
};
