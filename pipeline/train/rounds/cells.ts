import { RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { f64 } from '../../wasm/f64.ts';
import type { Addition } from '../../wasm/loop.ts';
import type { F64 } from '../../wasm/value.ts';
import type { ColumnBlock } from '../columns/column-block.ts';
import { basisOf, ColumnBlocks } from '../columns/column-blocks.ts';
import { JointCodes } from '../columns/joint-codes.ts';
import { jointParts } from '../columns/joint-key.ts';
import { PRODUCT_TICKS, RESIDUAL_TICKS } from '../encodings/cell-layout.ts';
import { type CellTable, mergeCells } from '../encodings/cells.ts';
import { ChainCells } from '../encodings/chain-cells.ts';
import { type ChainEffect, EffectOnRows } from '../encodings/chain-effect.ts';
import { explainedBy, Residuals } from '../encodings/residuals.ts';
import type { EncodingStep } from '../encodings/steps.ts';
import { TickProducts } from '../encodings/tick-products.ts';
import { sees } from '../fold-blocks.ts';
import type { Round } from '../round.ts';
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
    const { program } = frame.frame;
    const blocks = new ColumnBlocks(frame, stages, target, folds, memory);
    const { area } = blocks;
    const slopes = area.slopes.map(({ value }) => value);
    const keyed = (encodings: readonly number[]) => {
      const bound = encodings.map((e) => frame.encodings[e]!);
      const keys = new JointCodes(blocks.keys, area, jointParts(bound));
      return { keys, basis: basisOf(bound).map((slope) => (slope ? blocks.slopes.indexOf(slope) : -1)) };
    };
    const onRows = (some: readonly ChainEffect[]) =>
      some.map((effect) => {
        const { keys, basis } = keyed(effect.encodings);
        const functions = basis.map((slope) => slopes[slope]);
        return new EffectOnRows(program, effect, keys, functions);
      });
    const chains = step.chains.map(({ chain, encodings }) => {
      const { keys, basis } = keyed(encodings);
      return {
        cells: new ChainCells(program, keys, basis, folds),
        earlier: onRows(effects.filter((effect) => effect.group === step.group && effect.chain === chain)),
      };
    });
    const groups = recipe.encodings.map(({ group }) => group);
    const before = groups.indexOf(step.group);
    const residuals = new Residuals(
      program,
      area,
      recipe.encodings.map(({ clip }) => clip),
      (g) => onRows(effects.filter(({ group }) => group === groups[g])),
      folds,
    );

    const weight = area.weight.value;
    const weights = new TickProducts(weight, slopes, PRODUCT_TICKS);
    const weighted = (residual: F64) =>
      new TickProducts(f64.mul(residual, weight), slopes, RESIDUAL_TICKS / unit);
    const ofModel = (model: number): Addition[] => {
      const residual = area.residuals[model]!.value;
      // Chains that begin here all see the same residuals.
      const shared = weighted(residual);
      return chains.flatMap(({ cells, earlier }) =>
        cells.addResiduals(
          model,
          earlier.length === 0 ? shared : weighted(f64.sub(residual, explainedBy(earlier, model))),
        ),
      );
    };
    const ofClass = (cls: number): Addition[] => [
      ...chains.flatMap(({ cells }) => cells.addWeights(cls, weights)),
      ...[...stages.keys()].filter((model) => sees(model, cls, folds)).flatMap(ofModel),
    ];
    const loops = new Map<number, (n: number) => void>();
    const addBlock = (block: ColumnBlock) => {
      residuals.settle(block, before);
      const loop = loops.get(block.cls) ?? program.compile(ofClass(block.cls));
      loops.set(block.cls, loop);
      loop(block.rows);
    };
    return {
      recall: (index) => blocks.recall(index, before, addBlock),
      add: (shard, index) => blocks.derive(shard, index, addBlock),
      finish: () => chains.map(({ cells }) => cells.table()),
    };
  },
  merge: (statistics) =>
    statistics.reduce((left, right) => left.map((table, c) => mergeCells(table, right[c]!))),
};
