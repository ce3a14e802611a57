import type { Contract } from '../../../pipeline/contract/schema.ts';
import type { Evaluation } from '../../../pipeline/evaluate/evaluation.ts';
import type { Model } from '../../../pipeline/model/model.ts';
import { baselineRecipe } from '../../../pipeline/monitor/baseline-recipe.ts';
import { BASELINE, MODEL } from '../../../pipeline/monitor/decay.ts';
import type { IngestedPeriod } from '../ingest-period.ts';
import { evaluateContestants } from '../judge-candidate.ts';
import { trainModel } from '../train-model.ts';
import type { Workspace } from '../workspace.ts';

/** The name that the baseline's recipe goes by in here. */
const RECIPE = 'difficulty';

/** Scores a model beside a baseline that is fitted on these very months, in all and by slice. */
export async function measureErrors(
  workspace: Workspace,
  model: Model,
  months: readonly IngestedPeriod[],
): Promise<Evaluation> {
  const { folder, pool } = workspace;
  const { contract } = folder;
  const data = months.map((month) => month.data);
  const withBaseline: Contract = {
    ...contract,
    comparisons: { [RECIPE]: baselineRecipe(contract) },
    gate: { ...contract.gate, slices: { ...contract.gate.slices, ...labelSlices(contract, months) } },
  };
  const own = { ...workspace, folder: { ...folder, contract: withBaseline } };
  const { model: baseline } = await trainModel(own.folder, RECIPE, data, pool);
  return evaluateContestants(own, months, [
    { name: MODEL, scored: { model }, periods: model.periods },
    { name: BASELINE, scored: { model: baseline }, periods: baseline.periods },
  ]);
}

/** Category columns of few labels are slices too. */
function labelSlices({ columns }: Contract, months: readonly IngestedPeriod[]): Contract['gate']['slices'] {
  const sliced = Object.keys(columns).filter((name) =>
    months.every(({ data }) => data.statistics.profile.slices[name]),
  );
  return Object.fromEntries(sliced.map((name) => [name, { by: [name], tolerance: 0 }]));
}
