import type { Contract } from '../contract/schema.ts';
import type { Model } from '../model/model.ts';
import type { RunRound } from '../train/round-registry.ts';
import { SCORE_TICKS, scoreUnit } from './scored-sums.ts';

/**
 * RMSE of a model over shards, in the target's unit.
 *
 * @param expectedFor a column to replace by the distance that the model's geometry expects
 */
export async function rmseOver(
  model: Model,
  { target }: Pick<Contract, 'target'>,
  runRound: RunRound,
  expectedFor?: string,
): Promise<number> {
  const unit = scoreUnit(target.keep);
  const { rows, squares } = await runRound('squared-error', {
    model,
    target: target.name,
    unit,
    expectedFor,
  });
  return unit * Math.sqrt(squares / SCORE_TICKS / rows);
}
