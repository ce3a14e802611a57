import { verdictExitCode } from '../../pipeline/gate/exit-code.ts';
import { compareModels } from '../../pipeline/report/comparison.ts';
import { candidateDir, readCandidate } from '../../platform/run/candidate.ts';
import { choosePeriods } from '../../platform/run/choose-periods.ts';
import { ingestAll } from '../../platform/run/ingest-period.ts';
import { judgeAndReport } from '../../platform/run/main-job.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { examples, names, outOption, threadsOption, type WorkspaceFlags, workspaceOf } from '../options.ts';
import { renderVerdict } from '../terminal/render-verdict.ts';

interface GateOptions extends WorkspaceFlags {
  readonly holdout?: readonly string[];
}

/** Judges the candidate that `train` left against the champion. */
export const gate: CliCommand<GateOptions> = {
  name: 'gate',
  summary: 'judge the trained candidate against the champion; exit code 1 where it is refused',
  configure: (command) =>
    examples(
      command
        .option('--holdout <periods>', 'months to judge on (default: the newest)', names)
        .addOption(threadsOption())
        .addOption(outOption('the candidate lies and the verdict')),
      'gate --holdout 2021-02',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const candidate = readCandidate(candidateDir(workspace.outDir, workspace.folder.name));
      const train = candidate.training.training.map(({ period }) => period);
      const periods = choosePeriods(workspace, {
        train,
        ...(options.holdout ? { holdout: options.holdout } : {}),
      });
      const holdout = await ingestAll(workspace, periods.holdout);
      const { evaluation, verdict } = await judgeAndReport(workspace, candidate, [], holdout);
      const comparison = compareModels(evaluation, verdict, workspace.folder.contract.gate);
      const text = renderVerdict(verdict, comparison, { color: context.color, width: context.columns });
      return {
        document: { ...verdict, holdout: evaluation.periods },
        text,
        exitCode: verdictExitCode(verdict),
      };
    }),
};
