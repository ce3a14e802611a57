import type { Command } from 'commander';
import { compareTwo, type TwoModels } from '../../platform/run/compare-two.ts';
import { findScored, type ScoredModel } from '../../platform/run/find-scored.ts';
import { ingestAll } from '../../platform/run/ingest-period.ts';
import { CANDIDATE, CHAMPION } from '../../platform/run/judge-candidate.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { modelName } from '../model-options.ts';
import { examples, names, outOption, threadsOption, type WorkspaceFlags, workspaceOf } from '../options.ts';
import { renderTwo } from '../terminal/render-two.ts';

interface CompareOptions extends WorkspaceFlags {
  /** The two arguments, in order. */
  readonly models: readonly [string, string];
  readonly period: readonly string[];
}

/** Sets two models against each other. */
export const compare: CliCommand<CompareOptions> = {
  name: 'compare',
  summary: 'score two versions on the same rows and show what changed from one to the other',
  configure: (command) =>
    examples(
      asOption(
        command
          .argument('<before>', 'a version such as v1, champion or candidate', modelName)
          .argument('<after>', 'what to compare with it, likewise', modelName)
          .requiredOption('-p, --period <periods>', 'months or paths of files to score', names)
          .addOption(threadsOption())
          .addOption(outOption('candidates')),
      ),
      'compare v1 v2 --period 2021-03',
      'compare champion candidate --period 2021-02,2021-03 --json',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const models = [
        findScored(workspace, options.models[0]),
        findScored(workspace, options.models[1]),
      ] as const;
      const periods = await ingestAll(workspace, options.period);
      const two = await compareTwo(workspace, models, periods);
      const { gate } = workspace.folder.contract;
      const [before, after] = [models[0].name, models[1].name];
      const shown = { before, after, two, minRows: gate.slice_min_rows };
      const text = renderTwo(shown, { color: context.color, width: context.columns });
      return { document: documentOf(models, two), text, exitCode: 0 };
    }),
};

/** Hands the two arguments on beside the options, which is all that a command is run with. */
function asOption(command: Command): Command {
  return command.hook('preAction', (_, action) => {
    action.setOptionValue('models', action.processedArgs);
  });
}

function documentOf(
  models: readonly [ScoredModel, ScoredModel],
  { evaluation, difference, slices, contract, coefficients }: TwoModels,
) {
  const scored = [evaluation.models[CHAMPION]!, evaluation.models[CANDIDATE]!] as const;
  const [before, after] = models.map(({ name, digest, model }, i) => ({
    name,
    digest,
    periods: model.periods,
    metrics: scored[i]!.metrics,
  }));
  return {
    schemaVersion: 1,
    stage: 'compare',
    model: models[1].model.name,
    inputs: evaluation.inputs,
    periods: evaluation.periods,
    rows: evaluation.rows,
    days: evaluation.days.length,
    target: evaluation.target,
    before,
    after,
    rmse: difference,
    slices: slices.moved.map(({ slice, key, rows, rival, candidate, change, relative }) => ({
      slice,
      key,
      rows,
      before: rival,
      after: candidate,
      ...change,
      relative,
    })),
    contract,
    coefficients: coefficients.map(({ term, group, champion, candidate, effect }) => ({
      term,
      group,
      before: champion,
      after: candidate,
      effect,
    })),
  };
}
