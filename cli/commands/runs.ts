import { Option } from 'commander';
import { RatchetError } from '../../pipeline/errors.ts';
import { compareRuns } from '../../pipeline/records/compare-runs.ts';
import { findRun, queryRuns } from '../../pipeline/records/query-runs.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { integer, plural } from '../../pipeline/report/format.ts';
import { type ExportedRuns, exportRuns } from '../../platform/mlflow/export-runs.ts';
import { allRuns } from '../../platform/records/all-runs.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { examples, outOption, type WorkspaceFlags, wholeNumber, workspaceOf } from '../options.ts';
import { palette } from '../terminal/paint.ts';
import { renderRuns, renderTwoRuns } from '../terminal/render-runs.ts';
import { wrap } from '../terminal/wrap.ts';

interface RunsOptions extends WorkspaceFlags {
  readonly filter: readonly string[];
  readonly sort?: string;
  readonly limit?: number;
  readonly compare?: readonly string[];
  readonly export?: 'mlflow';
}

const SHOWN_RUNS = 20;

/** Every training run that was recorded, in CI, by the loop or here. */
export const runs: CliCommand<RunsOptions> = {
  name: 'runs',
  summary: 'list training runs, of the branch of records and made here; filter, sort, and compare two',
  configure: (command) =>
    examples(
      command
        .option(
          '--filter <condition>',
          'a field, one of = != < <= > >= ~ and a value; may be repeated',
          (text: string, before: readonly string[]) => [...before, text],
          [],
        )
        .option('--sort <field>', 'a field, with :desc for the largest first (default: at:desc)')
        .option(
          '--limit <n>',
          `how many of them, from the first (default: ${SHOWN_RUNS} are shown, and all are sent)`,
          wholeNumber(1),
        )
        .option('--compare <runs...>', 'show two runs side by side, by their ids or versions')
        .addOption(
          new Option('--export <server>', 'send runs to the server that MLFLOW_TRACKING_URI names').choices([
            'mlflow',
          ]),
        )
        .addOption(outOption('runs made here')),
      'runs --filter verdict=promote --sort rmse.holdout',
      "runs --filter 'rmse.holdout<5' --filter trigger=ci --json",
      'runs --compare v1 v2',
      'runs --export mlflow',
      'runs --export mlflow --sort rmse.holdout --limit 5',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const { filter: filters, sort, limit, compare } = options;
      const { records, unknown } = allRuns(workspace);
      const model = workspace.folder.name;
      const { color, columns: width } = context;
      const common = { schemaVersion: 1, stage: 'runs', model } as const;
      if (compare !== undefined) {
        const pair = twoOf(compare.map((name) => findRun(records, name)));
        const document = { ...common, runs: pair, ...compareRuns(...pair) };
        return { document, text: renderTwoRuns(pair, { color, width }).join('\n'), exitCode: 0 };
      }
      if (options.export !== undefined) {
        const chosen = queryRuns(records, { filters, sort, limit });
        // Whatever they were chosen by: a server numbers what it registers as it comes.
        const oldestFirst = queryRuns(chosen, { filters: [], sort: 'at' });
        const exported = await exportRuns(workspace, context.mlflow, oldestFirst);
        return { document: { ...common, ...exported }, text: exportText(exported), exitCode: 0 };
      }
      const found = queryRuns(records, { filters, sort, limit: limit ?? SHOWN_RUNS });
      const { faint } = palette(color);
      const all = queryRuns(records, { filters }).length;
      const text = [
        ...(found.length > 0 ? renderRuns(found, { color }) : [nothing(model, records.length)]),
        ...(all > found.length ? ['', faint(`and ${integer(all - found.length)} more: --limit ${all}`)] : []),
        ...(unknown === undefined ? [] : ['', ...wrap(`Only runs made here: ${unknown}`, width).map(faint)]),
      ];
      return {
        document: { ...common, runs: found, total: all, unknown },
        text: text.join('\n'),
        exitCode: 0,
      };
    }),
};

function twoOf([before, after, ...others]: readonly RunRecord[]): readonly [RunRecord, RunRecord] {
  if (before !== undefined && after !== undefined && others.length === 0) return [before, after];
  throw new RatchetError('usage', 'it takes two runs to compare', { hint: 'runs --compare v1 v2' });
}

function exportText({ sent, there, champion, warnings }: ExportedRuns): string {
  const lines = [
    `sent ${plural(sent, 'run')} to MLflow${there > 0 ? `; ${integer(there)} were there already` : ''}`,
    champion &&
      `the alias champion is with version ${champion.version} of the registered model, which is ${champion.champion}`,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return lines.filter(Boolean).join('\n');
}

const nothing = (model: string, recorded: number): string =>
  recorded === 0
    ? `No run of ${model} is recorded yet. npm start makes one.`
    : `None of ${integer(recorded)} runs of ${model} is so.`;
