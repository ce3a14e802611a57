import { join } from 'node:path';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { decimal, integer, seconds } from '../../pipeline/report/format.ts';
import { candidateDir, planCandidateFiles } from '../../platform/run/candidate.ts';
import { dataFileOf, ingestAll } from '../../platform/run/ingest-period.ts';
import { CANDIDATE, evaluateCandidate } from '../../platform/run/judge-candidate.ts';
import { trainCandidate } from '../../platform/run/train-candidate.ts';
import { validatePeriods } from '../../platform/run/validate-periods.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import { checkWritable, writeFiles } from '../../platform/write-files.ts';
import type { CliCommand } from '../command.ts';
import {
  examples,
  names,
  outOption,
  recipeOption,
  threadsOption,
  type WorkspaceFlags,
  workspaceOf,
} from '../options.ts';
import { recordRun } from '../record-run.ts';

interface TrainOptions extends WorkspaceFlags {
  readonly train: readonly string[];
  readonly holdout: readonly string[];
  readonly recipe?: string;
}

/** Trains on some months and measures the error on others. */
export const train: CliCommand<TrainOptions> = {
  name: 'train',
  summary: 'train a recipe on some months and measure its error on others',
  configure: (command) =>
    examples(
      command
        .requiredOption('--train <periods>', 'months or paths of files to train on', names)
        .requiredOption('--holdout <periods>', 'months or paths of files to measure the error on', names)
        .addOption(recipeOption())
        .addOption(threadsOption())
        .addOption(outOption('model.json and evaluation.json')),
      'train --train 2021-01 --holdout 2021-02',
      'train --train 2021-01 --holdout 2021-02 --recipe course-baseline --json',
    ),
  run: (options, context) => {
    const started = performance.now();
    return withWorkspace(workspaceOf(options, context), async (workspace) => {
      const dir = candidateDir(workspace.outDir, workspace.folder.name);
      checkWritable(dir);
      const periods = await ingestAll(workspace, options.train);
      const holdout = await ingestAll(workspace, options.holdout);
      const validation = validatePeriods(workspace, [...periods, ...holdout]);
      const candidate = await trainCandidate(workspace, { recipe: options.recipe, periods, validation });
      const evaluation = await evaluateCandidate(workspace, candidate, holdout);
      writeFiles([
        ...planCandidateFiles(dir, candidate),
        { path: join(dir, 'evaluation.json'), content: canonicalJson(evaluation) },
      ]);
      const facts = { candidate, holdout: holdout.map(dataFileOf), evaluation };
      await recordRun(workspace, context, facts, { candidate: dir });

      const { model, training, modelBytes } = candidate;
      const { rmseTrain, trainSeconds, passes, digest } = training;
      const { [CANDIDATE]: scored, ...others } = evaluation.models;
      const document = {
        schemaVersion: 1,
        stage: 'train',
        model: model.name,
        recipe: model.recipeName,
        periods: { train: model.periods, holdout: evaluation.periods },
        rows: { train: model.rows, holdout: evaluation.rows },
        rmse: { train: rmseTrain, holdout: scored!.metrics.rmse },
        metrics: scored!.metrics,
        baselines: Object.fromEntries(
          Object.entries(others).map(([name, { metrics }]) => [name, metrics.rmse]),
        ),
        digest,
        modelBytes: modelBytes.length,
        passes,
        trainSeconds,
        seconds: (performance.now() - started) / 1000,
        peakRssMb: process.resourceUsage().maxRSS / 1024,
      };
      const { unit } = evaluation.target;
      const text = [
        `${model.name}, recipe ${model.recipeName}`,
        `  training  ${model.periods.join(', ')}: ${integer(model.rows)} rows, RMSE ${decimal(rmseTrain)} ${unit}`,
        `  holdout   ${evaluation.periods.join(', ')}: ${integer(evaluation.rows)} rows, RMSE ${decimal(scored!.metrics.rmse)} ${unit}`,
        ...Object.entries(document.baselines).map(
          ([name, rmse]) => `  ${name}: RMSE ${decimal(rmse)} ${unit}`,
        ),
        `  ${digest}, ${seconds(trainSeconds)} in ${passes} passes`,
      ];
      return { document, text: text.join('\n'), exitCode: 0 };
    });
  },
};
