import { join, relative } from 'node:path';
import {
  type IngestedPeriod,
  ingestAll,
  ingestPeriod,
  knownPeriods,
} from '../../platform/run/ingest-period.ts';
import { monitorMonth, monitorSketch, type Reference } from '../../platform/run/monitor/monitor-month.ts';
import { sketchMonth } from '../../platform/run/monitor/sketch-month.ts';
import { findVersion, type PublishedVersion, readChampion } from '../../platform/run/published.ts';
import { type Workspace, withWorkspace } from '../../platform/run/workspace.ts';
import { writeFiles } from '../../platform/write-files.ts';
import type { CliCommand } from '../command.ts';
import {
  examples,
  names,
  outOption,
  threadsOption,
  version,
  type WorkspaceFlags,
  workspaceOf,
} from '../options.ts';
import { renderMonitor } from '../terminal/render-monitor.ts';

interface MonitorOptions extends WorkspaceFlags {
  readonly reference?: readonly string[];
  readonly current: string;
  readonly version?: string;
  readonly allMethods?: boolean;
  readonly driftOnly?: boolean;
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
        .option('--drift-only', 'one pass over the month: neither its checks nor the error on it')
        .addOption(threadsOption())
        .addOption(outOption('the report')),
      'monitor --current 2021-03',
      'monitor --reference 2021-02 --current 2021-03 --json',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const { folder } = workspace;
      const scored =
        options.version === undefined ? readChampion(folder) : findVersion(folder, options.version);
      const reference = await referenceOf(workspace, options, scored);
      const { allMethods = false } = options;
      const request = { reference, scored, allMethods };
      const report = options.driftOnly
        ? monitorSketch(workspace, request, await sketchMonth(workspace, options.current))
        : await monitorMonth(workspace, {
            ...request,
            current: await ingestPeriod(workspace, options.current),
            judged: await judgingMonths(workspace, reference, scored),
          });
      // Loaded when needed: charts take a quarter of a second.
      const { monitorHtml } = await import('../../pipeline/monitor/view/html.ts');
      const reportPath = join(workspace.outDir, 'monitor.html');
      writeFiles([{ path: reportPath, content: monitorHtml(report) }]);
      const shown = renderMonitor(report, { color: context.color, width: context.columns });
      return {
        document: report,
        text: `${shown}\n\nreport  ${relative(context.root, reportPath)}`,
        exitCode: report.verdict.kind === 'alarm' ? 1 : 0,
      };
    }),
};

/** The months asked for; else those of training, or the profile that stands for them. */
async function referenceOf(
  workspace: Workspace,
  { reference: wanted, driftOnly = false }: MonitorOptions,
  scored: PublishedVersion | undefined,
): Promise<Reference> {
  if (wanted) return { months: await ingestAll(workspace, wanted) };
  if (driftOnly && scored?.profile.slices) return { periods: scored.model.periods, profile: scored.profile };
  const known = knownPeriods(workspace);
  const periods = scored?.model.periods ?? known.slice(0, 1);
  if (periods.every((period) => known.includes(period)))
    return { months: await ingestAll(workspace, periods) };
  return { periods, profile: scored!.profile };
}

/** Months of the reference that the model never saw; else those that judged it. */
async function judgingMonths(
  workspace: Workspace,
  reference: Reference,
  scored: PublishedVersion | undefined,
): Promise<readonly IngestedPeriod[]> {
  const months = 'months' in reference ? reference.months : [];
  const unseen = months.filter(({ period }) => !scored?.model.periods.includes(period));
  return unseen.length > 0 ? unseen : ingestKnown(workspace, scored?.metrics.evaluation.periods ?? []);
}

const ingestKnown = (workspace: Workspace, periods: readonly string[]) => {
  const known = knownPeriods(workspace);
  return ingestAll(
    workspace,
    periods.filter((period) => known.includes(period)),
  );
};
