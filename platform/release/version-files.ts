import type { LockedMonth } from '../../pipeline/ingest/lock.ts';
import { printLock } from '../../pipeline/ingest/lock.ts';
import type { Publication } from '../../pipeline/publish/plan-publication.ts';
import type { CommittedFile } from '../github/commit-files.ts';
import { type IngestedPeriod, readLock } from '../run/ingest-period.ts';
import { readRegistryText } from '../run/published.ts';
import type { Workspace } from '../run/workspace.ts';

/** All that the commit of a version carries: its folder, the registry's new lines, and the months that were new. */
export function versionFiles(
  workspace: Workspace,
  { files, registryAppend }: Extract<Publication, { kind: 'publish' }>,
  months: readonly IngestedPeriod[],
): CommittedFile[] {
  const { folder } = workspace;
  const place = `models/${folder.name}`;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return [
    ...files.map(({ path, bytes }) => ({ path: `${place}/${path}`, text: decoder.decode(bytes) })),
    { path: `${place}/registry.jsonl`, text: readRegistryText(folder) + registryAppend },
    ...lockFiles(workspace, months).map((text) => ({ path: `${place}/data.lock.json`, text })),
  ];
}

/** The lock with the months that it does not know yet; nothing where it knows them all. */
function lockFiles(workspace: Workspace, months: readonly IngestedPeriod[]): string[] {
  const lock = readLock(workspace);
  const added: [string, LockedMonth][] = months
    .filter(({ period }) => !(period in lock.months))
    .map(({ period, month }) => [period, month]);
  if (added.length === 0) return [];
  return [printLock({ ...lock, months: { ...lock.months, ...Object.fromEntries(added) } })];
}
