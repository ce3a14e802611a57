import type { KnownRecords } from '../../pipeline/records/record-kinds.ts';
import type { RunRecord } from '../../pipeline/records/run-record.ts';
import { readRegistry } from '../run/published.ts';
import type { Workspace } from '../run/workspace.ts';
import { readLocalRecords } from './local-records.ts';
import { readRunFiles } from './run-files.ts';

/**
 * Runs of a model, of the branch and of those made here, oldest first, each once. A run whose candidate became a version
 * has that version, whatever was known when it was written down.
 */
export function allRuns({ root, folder, outDir }: Workspace): KnownRecords<'runs'> {
  const { records, unknown } = readLocalRecords(root, folder.name, 'runs');
  const byId = new Map([...readRunFiles({ outDir }, folder.name), ...records].map((run) => [run.id, run]));
  const registered = readRegistry(folder).filter(({ event }) => event === 'registered');
  const versions = new Map(registered.map(({ digest, version }) => [digest, version]));
  const runs = [...byId.values()].map((run): RunRecord => {
    const version = versions.get(run.candidate);
    return version === undefined ? run : { ...run, version };
  });
  return { records: runs.sort((a, b) => (a.at < b.at ? -1 : 1)), unknown };
}
