import { ingestAll, knownPeriods } from '../../platform/run/ingest-period.ts';
import { monitorMonth, type Reference } from '../../platform/run/monitor/monitor-month.ts';
import { findVersion, readChampion } from '../../platform/run/published.ts';
import { type Workspace, withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { examples, names, threadsOption, version, type WorkspaceFlags, workspaceOf } from '../options.ts';
import { renderMonitor } from '../terminal/render-monitor.ts';

interface MonitorOptions extends WorkspaceFlags {
  readonly reference?: readonly string[];
  readonly current: string;
  readonly version?: string;
  readonly allMethods?: boolean;
}

/** Compares a month with those before it, through the eyes of the model in production. */
export const monitor: CliCommand<MonitorOptions> = {
  name: 'monitor',
  summary:
    'tell how a month differs from a reference and what that does to predictions; exit code 1 on an alarm',
  configure: (command) =>
    examples(
      command
        .option('--reference <months>', 'months to compare with (default: those of training)', names)
        .requiredOption('--current <month>', 'a month, or the path of a file')
        .option('--version <version>', 'version to look through (default: the champion)', version)
        .option('--all-methods', 'every test of the registry, not only the one that suits a column')
        .addOption(threadsOption()),
      'monitor --current 2021-03',
      'monitor --reference 2021-02 --current 2021-03 --json',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const { folder } = workspace;
      const scored =
        options.version === undefined ? readChampion(folder) : findVersion(folder, options.version);
      const [current] = await ingestAll(workspace, [options.current]);
      const reference = await referenceOf(workspace, options.reference, scored);
      const holdout = scored?.metrics.evaluation.periods ?? [];
      const months = 'months' in reference ? reference.months : [];
      const own = months.filter(({ period }) => !scored?.model.periods.includes(period));
      const judged = own.length > 0 ? own : await ingestKnown(workspace, holdout);
      const { allMethods = false } = options;
      const report = await monitorMonth(workspace, {
        reference,
        current: current!,
        scored,
        judged,
        allMethods,
      });
      return {
        document: report,
        text: renderMonitor(report, { color: context.color, width: context.columns }),
        exitCode: report.verdict.kind === 'alarm' ? 1 : 0,
      };
    }),
};

/** The months asked for; else those of training, or the profile that stands for them. */
async function referenceOf(
  workspace: Workspace,
  wanted: readonly string[] | undefined,
  scored: ReturnType<typeof readChampion>,
): Promise<Reference> {
  if (wanted) return { months: await ingestAll(workspace, wanted) };
  const known = knownPeriods(workspace);
  const periods = scored?.model.periods ?? known.slice(0, 1);
  if (periods.every((period) => known.includes(period)))
    return { months: await ingestAll(workspace, periods) };
  return { periods, profile: scored!.profile };
}

const ingestKnown = (workspace: Workspace, periods: readonly string[]) => {
  const known = knownPeriods(workspace);
  return ingestAll(
    workspace,
    periods.filter((period) => known.includes(period)),
  );
};
