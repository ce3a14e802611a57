import { relative } from 'node:path';
import { trackRun } from '../platform/mlflow/track.ts';
import { makeRunRecord, type RunFacts } from '../platform/records/make-run-record.ts';
import { writeRunFile } from '../platform/records/run-files.ts';
import type { Workspace } from '../platform/run/workspace.ts';
import type { CliContext } from './command.ts';

/**
 * Records a training run made here under out/, and exports it where a tracking server is set; what goes wrong with that
 * is a warning.
 *
 * @param files name → path of what the run left
 * @returns the same by paths from the repository, with that of the record
 */
export async function recordRun(
  workspace: Workspace,
  { root, now: at, mlflow, stderr }: CliContext,
  facts: RunFacts,
  files: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const fromRoot = ([name, path]: readonly [string, string]) => [name, relative(root, path) || '.'] as const;
  const artifacts = Object.fromEntries(Object.entries(files).map(fromRoot));
  const record = makeRunRecord(facts, { at, trigger: 'local', artifacts });
  const path = writeRunFile(workspace, record);
  for (const warning of await trackRun(mlflow, workspace, record)) stderr.write(`warning: ${warning}\n`);
  return { ...artifacts, record: relative(root, path) };
}
