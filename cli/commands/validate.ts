import { integer, percent } from '../../pipeline/report/format.ts';
import type { ValidationReport } from '../../pipeline/validate/report.ts';
import { ingestAll } from '../../platform/run/ingest-period.ts';
import { readChampion } from '../../platform/run/published.ts';
import { validatePeriods } from '../../platform/run/validate-periods.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import type { CliCommand } from '../command.ts';
import { examples, names, threadsOption, type WorkspaceFlags, workspaceOf } from '../options.ts';

interface ValidateOptions extends WorkspaceFlags {
  readonly period: readonly string[];
}

/** Judges months by the contract's checks. */
export const validate: CliCommand<ValidateOptions> = {
  name: 'validate',
  summary: 'judge months by the checks of model.yaml; exit code 1 where an error stops them',
  configure: (command) =>
    examples(
      command
        .requiredOption('-p, --period <months>', 'months or paths of files', names)
        .addOption(threadsOption()),
      'validate --period 2021-03',
    ),
  run: (options, context) =>
    withWorkspace(workspaceOf(options, context), async (workspace) => {
      const profile = readChampion(workspace.folder)?.profile;
      const reports = validatePeriods(workspace, await ingestAll(workspace, options.period), profile);
      const ok = reports.every((report) => report.ok);
      return {
        document: { schemaVersion: 1, stage: 'validate', ok, reports },
        text: reports.map(textOf).join('\n\n'),
        exitCode: ok ? 0 : 1,
      };
    }),
};

function textOf({ period, rows, kept, ok, violations, passed, schema }: ValidationReport): string {
  return [
    `${period}: ${ok ? 'valid' : 'not valid'}; ${integer(rows)} rows, ${integer(kept)} in the target's range`,
    ...violations.flatMap(({ severity, message, count, share, samples }) => [
      `  ${severity}: ${message} (${integer(count)} rows, ${percent(share)})`,
      ...samples.map(({ row, value }) => `    row ${integer(row)}: ${String(value)}`),
    ]),
    `  passed: ${passed.join(', ') || 'none'}`,
    ...schema.notes.map((note) => `  note: ${note}`),
  ].join('\n');
}
