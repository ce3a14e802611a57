import { RatchetError } from '../../pipeline/errors.ts';
import type { DataFile } from '../../pipeline/publish/manifest.ts';
import { findData } from '../find-data.ts';
import { hashFile } from '../hash-file.ts';
import { readLock, searchRequest } from '../run/ingest-period.ts';
import type { Workspace } from '../run/workspace.ts';
import type { FoundFile } from '../sources/source-kind.ts';

/**
 * The very files that a version was made from, whatever the lock says of their months by now.
 *
 * @throws RatchetError `registry` where a month is nowhere any more as it was then
 */
export async function findVersionMonths(
  workspace: Workspace,
  months: readonly DataFile[],
): Promise<FoundFile[]> {
  const { contract } = workspace.folder;
  const lock = readLock(workspace);
  const found: FoundFile[] = [];
  for (const { period, sha256, bytes = lock.months[period]?.bytes ?? 0 } of months) {
    if (found.some((file) => file.period === period)) continue;
    const request = { ...searchRequest(workspace), contract, locked: { sha256, bytes } };
    const file = await findData({ ...request, wanted: period });
    const { sha256: here } = hashFile(file.path, file.name);
    if (here !== sha256) {
      throw new RatchetError('registry', `${period} was made from sha256 ${sha256}, and is here as ${here}`, {
        hint: 'restore the file, or put it into a folder of months; its last release may have it',
      });
    }
    found.push(file);
  }
  return found;
}
