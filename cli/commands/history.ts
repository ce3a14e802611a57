import { join } from 'node:path';
import { manifestSchema } from '../../pipeline/publish/manifest.ts';
import type { RegistryEvent } from '../../pipeline/publish/registry-event.ts';
import { versionPath } from '../../pipeline/publish/version-folder.ts';
import { decisionLog } from '../../pipeline/report/decision-log.ts';
import { decimal, NO_VALUE } from '../../pipeline/report/format.ts';
import { type History, type HistoryRow, historyOf } from '../../pipeline/report/history.ts';
import { printable } from '../../pipeline/report/printable.ts';
import { allRuns } from '../../platform/records/all-runs.ts';
import { readLocalRecords } from '../../platform/records/local-records.ts';
import { readDocument } from '../../platform/run/candidate.ts';
import { readRegistry } from '../../platform/run/published.ts';
import { type Workspace, withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand, CliContext, CommonOptions, Outcome } from '../command.ts';
import { examples, workspaceOf } from '../options.ts';
import { palette } from '../terminal/paint.ts';
import { minute, span } from '../terminal/short.ts';
import { textTable } from '../terminal/table.ts';
import { wrap, wrapHanging } from '../terminal/wrap.ts';

const COLUMNS = [
  { heading: 'version', align: 'left' },
  { heading: 'status', align: 'left' },
  { heading: 'trained on', align: 'left' },
  { heading: 'judged on', align: 'left' },
  { heading: 'RMSE', align: 'right' },
  { heading: 'when', align: 'left' },
  { heading: 'by', align: 'left' },
] as const;

interface HistoryOptions extends CommonOptions {
  readonly log?: boolean;
}

/** Every version there was, and every decision. */
export const history: CliCommand<HistoryOptions> = {
  name: 'history',
  summary: 'list every version and every decision on it',
  configure: (command) =>
    examples(
      command.option('--log', 'tell all that happened instead: trainings, months, incidents, decisions'),
      'history',
      'history --log',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const { folder } = workspace;
      const events = readRegistry(folder);
      if (options.log) return tellAll(workspace, events, context);
      const registered = events.filter(({ event }) => event === 'registered');
      const trainedOn = new Map(
        registered.map(({ version }) => [version, trainingPeriods(folder.dir, version)]),
      );
      const found = historyOf(events, trainedOn, folder.contract.target.unit);
      const document = {
        schemaVersion: 1,
        stage: 'history',
        model: folder.name,
        unit: folder.contract.target.unit,
        ...found,
      };
      return { document, text: textOf(folder.name, found, context), exitCode: 0 };
    }),
};

function tellAll(workspace: Workspace, events: readonly RegistryEvent[], context: CliContext): Outcome {
  const { root, folder } = workspace;
  const { unit } = folder.contract.target;
  const { records: runs, unknown } = allRuns(workspace);
  const { records: months } = readLocalRecords(root, folder.name, 'months');
  const { records: incidents } = readLocalRecords(root, folder.name, 'incidents');
  const log = decisionLog({ events, runs, months, incidents, unit });
  const { faint } = palette(context.color);
  const lines = [
    ...log.flatMap(({ at, sentence }) =>
      wrapHanging(`${minute(at)}  `, printable(sentence), context.columns),
    ),
    ...(log.length > 0 ? [] : [`Nothing has happened to ${folder.name} yet.`]),
    ...(unknown === undefined
      ? []
      : ['', ...wrap(`Without what the loop did: ${unknown}`, context.columns).map(faint)]),
  ];
  const document = { schemaVersion: 1, stage: 'history', model: folder.name, unit, log, unknown };
  return { document, text: lines.join('\n'), exitCode: 0 };
}

function trainingPeriods(dir: string, version: string): string[] {
  const manifest = readDocument(join(dir, versionPath(version), 'manifest.json'), manifestSchema);
  return manifest.data.training.map(({ period }) => period);
}

function textOf(model: string, { versions, log }: History, { color, columns }: CliContext): string {
  if (versions.length === 0)
    return `${model} has no version yet. npm start trains a candidate and says whether it may become the first.`;
  const { strong, faint } = palette(color);
  const rows = versions.map((row) => {
    const cells = cellsOf(row).map(printable);
    return row.status === 'champion' ? cells.map(strong) : cells;
  });
  const sentences = log.flatMap(({ at, sentence }) =>
    wrapHanging(`${minute(at)}  `, printable(sentence), columns),
  );
  return [...textTable(COLUMNS, rows, faint), '', ...sentences].join('\n');
}

const cellsOf = ({ version, status, trainedOn, holdout, registeredAt, by }: HistoryRow): string[] => [
  version,
  status,
  span(trainedOn),
  span(holdout.periods),
  decimal(holdout.rmse),
  minute(registeredAt),
  by ?? NO_VALUE,
];
