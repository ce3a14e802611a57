import { verdictExitCode } from '../../pipeline/gate/exit-code.ts';
import { compareModels } from '../../pipeline/report/comparison.ts';
import { listModels } from '../../platform/model-folder.ts';
import { choosePeriods } from '../../platform/run/choose-periods.ts';
import { runMainJob } from '../../platform/run/main-job.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
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
import { renderVerdict } from '../terminal/render-verdict.ts';

interface RunOptions extends WorkspaceFlags {
  readonly train?: readonly string[];
  readonly holdout?: readonly string[];
  readonly recipe?: string;
}

/** The main job: everything up to the verdict. */
export const run: CliCommand<RunOptions> = {
  name: 'run',
  summary: 'train a candidate on the newest months, judge it against the champion and write a report',
  configure: (command) =>
    examples(
      command
        .option('--train <periods>', 'months to train on (default: the window before the holdout)', names)
        .option('--holdout <periods>', 'months to judge on (default: the newest)', names)
        .addOption(recipeOption())
        .addOption(threadsOption())
        .addOption(outOption('candidate and report')),
      'run',
      'run --train 2021-01 --holdout 2021-02 --json',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const { train, holdout, recipe } = options;
      const periods = choosePeriods(workspace, {
        ...(train ? { train } : {}),
        ...(holdout ? { holdout } : {}),
      });
      const job = await runMainJob(workspace, periods, recipe);
      const { candidate, evaluation, verdict, champion, latencyMs, dir, reportPath } = job;
      const { training, modelBytes } = candidate;
      const files = await recordRun(
        workspace,
        context,
        { ...job, judged: job },
        { candidate: dir, report: reportPath },
      );
      const document = {
        schemaVersion: 1,
        stage: 'run',
        model: workspace.folder.name,
        periods,
        verdict,
        digest: training.digest,
        champion: champion?.version ?? null,
        rows: { train: training.rows, holdout: evaluation.rows },
        metrics: Object.fromEntries(
          Object.entries(evaluation.models).map(([name, { metrics }]) => [name, metrics]),
        ),
        validation: candidate.validation,
        costs: {
          trainSeconds: training.trainSeconds,
          passes: training.passes,
          modelBytes: modelBytes.length,
          latencyMs,
        },
        files,
      };
      const comparison = compareModels(evaluation, verdict, workspace.folder.contract.gate);
      const text = [
        `${workspace.folder.contract.title}`,
        `trained on ${periods.train.join(', ')}, judged on ${periods.holdout.join(', ')}`,
        '',
        renderVerdict(verdict, comparison, { color: context.color, width: context.columns }),
        `report     ${files['report']}`,
        `candidate  ${files['candidate']}`,
        verdict.kind === 'promote'
          ? `publish    npm run ratchet -- publish${listModels(context.root).length > 1 ? ` --model ${workspace.folder.name}` : ''}`
          : '',
      ];
      return { document, text: text.join('\n'), exitCode: verdictExitCode(verdict) };
    }),
};
