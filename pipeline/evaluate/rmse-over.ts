import type { Contract } from '../contract/schema.ts';
import type { Model } from '../model/model.ts';
import type { RunRound } from '../train/round-registry.ts';
import { SCORE_TICKS, scoreUnit } from './scored-sums.ts';

/** RMSE of a model over shards, in the target's unit; on the rows it was trained on, how closely it fits them. */
export async function rmseOver(model: Model, { target }: Pick<Contract, 'target'>, runRound: RunRound): Promise<number> {
  const unit = scoreUnit(target.keep);
  const { rows, squares } = await runRound('squared-error', { model, target: target.name, unit });
  return unit * Math.sqrt(squares / SCORE_TICKS / rows);
}
