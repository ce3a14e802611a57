import { BLOCK_ROWS } from '../../features/node.ts';
import { RecipeFrame, type ScaleStage } from '../../model/recipe-frame.ts';
import { scales } from '../../model/scales.ts';
import { type CellTable, mergeCells } from '../cells.ts';
import { ChainCells } from '../chain-cells.ts';
import { forEachFoldBlock } from '../fold-blocks.ts';
import { Residuals } from '../residuals.ts';
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

/** A table for each chain of the step, with the sizes that `mergeCells` needs. */
export type CellsStatistic = { table: CellTable; stride: number; width: number }[];

/** Sums weights and residuals over the cells of the step's chains, for every model at once. */
export const cellsRound: Round<CellsState, CellsStatistic> = {
  start: ({ contract, features, recipe, step, stages, target, unit }) => {
    const frame = new RecipeFrame(contract, features, recipe);
    const { fromTarget } = scales[recipe.scale];
    const chains = step.chains.map((chain) => ({ cells: new ChainCells(frame, chain, recipe.folds), earlier: earlierInChain(frame, step, chain) }));
    compileBefore(frame, step);
    const residuals = new Residuals(frame, BLOCK_ROWS);
    const [outcome, residual, left] = [0, 1, 2].map(() => new Float64Array(BLOCK_ROWS)) as [Float64Array, Float64Array, Float64Array];

    const addModel = (model: number, n: number) => {
      const stage = stages[model]!;
      const weight = frame.weight.out;
      residual.set(outcome.subarray(0, n));
      residuals.before(step.group, stage, residual, n);
      for (const { cells, earlier } of chains) {
        left.set(residual.subarray(0, n));
        residuals.without(earlier, stage, left, n);
        for (let i = 0; i < n; i++) left[i]! *= weight[i]!;
        cells.addResiduals(model, left, unit, n);
      }
    };

    return {
      add: (shard) => {
        const y = shard.numbers[target]!;
        forEachFoldBlock(shard, recipe.folds, (fold, start, n) => {
          frame.frame.load(shard, start, n);
          for (let i = 0; i < n; i++) outcome[i] = fromTarget(y[start + i]!);
          for (const { cells } of chains) cells.addWeights(fold, frame.weight.out, n);
          for (let model = 0; model <= recipe.folds; model++) if (model !== fold) addModel(model, n);
        });
      },
      finish: () => chains.map(({ cells }) => ({ table: cells.table(), stride: cells.layout.stride, width: cells.width })),
    };
  },
  merge: (statistics) =>
    statistics.reduce((left, right) =>
      left.map(({ table, stride, width }, c) => ({ table: mergeCells(table, right[c]!.table, stride, width), stride, width })),
    ),
};

/** Encodings of the chain that earlier passes fitted, by position in the recipe. */
function earlierInChain(frame: RecipeFrame, step: EncodingStep, { chain, encodings }: EncodingStep['chains'][number]): number[] {
  return Array.from(frame.encodings.keys()).filter((e) => {
    const encoding = frame.encodings[e]!;
    return encoding.group === step.group && encoding.chain === chain && e < encodings[0]!;
  });
}

/** Has the columns of all encodings before the step computed; the later ones cost nothing yet. */
function compileBefore(frame: RecipeFrame, step: EncodingStep): void {
  const last = Math.max(...step.chains.flatMap(({ encodings }) => encodings));
  for (const encoding of frame.encodings.slice(0, last + 1)) {
    if (encoding.group !== step.group || step.chains.some(({ chain }) => chain === encoding.chain)) encoding.compile();
  }
}
