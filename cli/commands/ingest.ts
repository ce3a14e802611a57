import { printLock, withMonth } from '../../pipeline/ingest/lock.ts';
import { bytes, integer } from '../../pipeline/report/format.ts';
import { ingestAll, lockFileOf, readLock } from '../../platform/run/ingest-period.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import { writeFiles } from '../../platform/write-files.ts';
import type { CliCommand } from '../command.ts';
import { examples, names, threadsOption, type WorkspaceFlags, workspaceOf } from '../options.ts';
import { textTable } from '../terminal/table.ts';

interface IngestOptions extends WorkspaceFlags {
  readonly period: readonly string[];
  readonly lock?: boolean;
}

const COLUMNS = [
  { heading: 'period', align: 'left' },
  { heading: 'file', align: 'left' },
  { heading: 'origin', align: 'left' },
  { heading: 'size', align: 'right' },
  { heading: 'rows', align: 'right' },
  { heading: 'kept', align: 'right' },
  { heading: 'lock', align: 'left' },
] as const;

/** Fetches months, checks them against the lock, and prepares them for training. */
export const ingest: CliCommand<IngestOptions> = {
  name: 'ingest',
  summary: 'fetch months, check them against the lock and prepare them for training',
  configure: (command) =>
    examples(
      command
        .requiredOption('-p, --period <months>', 'months (2021-01,2021-02) or paths of files', names)
        .option('--lock', 'write months that are new into data.lock.json')
        .addOption(threadsOption()),
      'ingest --period 2021-01,2021-02',
      'ingest --period 2022-05 --lock',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const periods = await ingestAll(workspace, options.period);
      if (options.lock) {
        const lock = periods.reduce(
          (all, { period, month }) => withMonth(all, period, month),
          readLock(workspace),
        );
        writeFiles([{ path: lockFileOf(workspace.folder), content: printLock(lock) }]);
      }
      const state = (locked: boolean) => (locked ? 'as locked' : options.lock ? 'locked now' : 'not locked');
      const document = {
        schemaVersion: 1,
        stage: 'ingest',
        periods: periods.map(({ period, found, data, month, locked }) => ({
          period,
          origin: found.origin,
          ...month,
          kept: data.rows,
          filtered: data.filtered,
          lock: state(locked),
        })),
      };
      const rows = document.periods.map((one) => [
        one.period,
        one.file,
        one.origin,
        bytes(one.bytes),
        integer(one.rows),
        integer(one.kept),
        one.lock,
      ]);
      const text = textTable(COLUMNS, rows).join('\n');
      return { document, text, exitCode: 0 };
    }),
};
