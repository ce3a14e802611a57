import { evaluateModel } from '../../platform/run/evaluate-model.ts';
import { findScored, type ScoredModel } from '../../platform/run/find-scored.ts';
import { ingestAll } from '../../platform/run/ingest-period.ts';
import { CHAMPION } from '../../platform/run/judge-candidate.ts';
import { readChampion } from '../../platform/run/published.ts';
import { type Workspace, withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { addModelOptions, chosenModel, type ModelFlags, modelWorkspaceOf } from '../model-options.ts';
import { examples, names, threadsOption } from '../options.ts';
import { renderEvaluation } from '../terminal/render-evaluation.ts';

interface EvaluateOptions extends ModelFlags {
  readonly period: readonly string[];
}

/** Measures a model's error on months of one's choice. */
export const evaluate: CliCommand<EvaluateOptions> = {
  name: 'evaluate',
  summary: 'measure the error of a version, or of the candidate, beside the champion on the same rows',
  configure: (command) =>
    examples(
      addModelOptions(
        command.requiredOption('-p, --period <periods>', 'months or paths of files to score', names),
      ).addOption(threadsOption()),
      'evaluate --period 2021-03',
      'evaluate --version v1 --period 2021-02,2021-03 --json',
      'evaluate --candidate --period 2021-03',
    ),
  run: (options, context) =>
    withWorkspace(modelWorkspaceOf(options, context), async (workspace) => {
      const model = findScored(workspace, chosenModel(options));
      const periods = await ingestAll(workspace, options.period);
      const evaluation = await evaluateModel(workspace, model, rivalOf(workspace, model), periods);
      const { gate } = workspace.folder.contract;
      const text = renderEvaluation(
        evaluation,
        { name: model.name, policy: gate },
        { color: context.color, width: context.columns },
      );
      return { document: evaluation, text, exitCode: 0 };
    }),
};

/** The champion, unless it is the model in question. */
function rivalOf(workspace: Workspace, { digest }: ScoredModel): ScoredModel | undefined {
  const champion = readChampion(workspace.folder);
  return champion === undefined || champion.digest === digest ? undefined : findScored(workspace, CHAMPION);
}
