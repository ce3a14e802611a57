import { InvalidArgumentError } from 'commander';
import { decimal, integer, interval, signed } from '../../pipeline/report/format.ts';
import type { ErrorsToday, ErrorToday } from '../../platform/run/rollback/measure-today.ts';
import { planVersionRollback, writeRollback } from '../../platform/run/rollback/rollback-version.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { examples, threadsOption, version, type WorkspaceFlags, workspaceOf } from '../options.ts';

interface RollbackOptions extends WorkspaceFlags {
  readonly to: string;
  readonly reason: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

/** Brings an earlier version back into production. */
export const rollback: CliCommand<RollbackOptions> = {
  name: 'rollback',
  summary: 'make an earlier version the champion again; the one before is not promoted again by itself',
  configure: (command) =>
    examples(
      command
        .requiredOption('--to <version>', 'version to go back to', version)
        .requiredOption('--reason <text>', 'why, for the registry', sentence)
        .option('--by <name>', 'who asks for it')
        .option('--dry-run', 'show errors and what would be written')
        .addOption(threadsOption()),
      'rollback --to v1 --reason "v2 is off at night" --dry-run',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const { to, reason, by, dryRun = false } = options;
      const planned = await planVersionRollback(workspace, { to, reason, by, at: context.now });
      const common = {
        schemaVersion: 1,
        stage: 'rollback',
        model: workspace.folder.name,
        kind: planned.rollback.kind,
        to,
      };
      if (planned.rollback.kind === 'already-champion') {
        return { document: common, text: `${to} is the champion already; nothing to do`, exitCode: 0 };
      }
      // Seen before anything is written, and kept apart from what was done.
      if (planned.errors && !options.json) context.stderr.write(`${errorLines(planned.errors).join('\n')}\n`);
      if (!dryRun) writeRollback(workspace, planned);
      const { from, registryAppend } = planned.rollback;
      const file = `models/${workspace.folder.name}/registry.jsonl`;
      const done = dryRun ? 'would go back' : 'went back';
      const text = [
        `${done} ${from === undefined ? '' : `from ${from} `}to ${to}: ${reason}`,
        `  ${file}`,
        ...(from === undefined
          ? []
          : [`  the gate holds ${from} back until someone publishes or rolls back to it`]),
      ];
      const events = registryAppend
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      const document = { ...common, from: from ?? null, reason, dryRun, errors: planned.errors, events };
      return { document, text: text.join('\n'), exitCode: 0 };
    }),
};

function sentence(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('expected a few words.');
  return text.trim();
}

function errorLines({ period, rows, unit, target, champion, fault }: ErrorsToday): string[] {
  const line = ({ version, rmse, hasSeenIt }: ErrorToday, role: string) =>
    `  ${version}${role}  RMSE ${decimal(rmse)} ${unit}${hasSeenIt ? ` (it was trained on ${period})` : ''}`;
  const { difference, lower, upper } = champion?.difference ?? {};
  return [
    `error on ${period}, the newest month here, over ${integer(rows)} rows`,
    line(target, ''),
    ...(champion ? [line(champion, ', champion')] : []),
    ...(difference === undefined
      ? []
      : [`  going back changes it by ${signed(difference)} ${interval(lower!, upper!)} ${unit}`]),
    ...(fault === undefined ? [] : [`  ${fault}`]),
  ];
}
