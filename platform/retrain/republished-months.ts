import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import type { RepublishedMonth } from '../../pipeline/monitor/watch.ts';
import { hashFile } from '../hash-file.ts';
import { readLock, searchRequest } from '../run/ingest-period.ts';
import type { Workspace } from '../run/workspace.ts';
import { sourceOf } from '../sources/registry.ts';

/**
 * Fetches locked months from their publisher again, and gives those that are no longer what was locked. A month that is
 * not there any more is none of them: it lies in the repository, a cache or a release.
 *
 * @throws RatchetError `network` where the publisher does not answer
 */
export async function republishedMonths(
  workspace: Workspace,
  periods: readonly string[],
): Promise<RepublishedMonth[]> {
  const { contract } = workspace.folder;
  const source = sourceOf(contract);
  const lock = readLock(workspace);
  const request = { ...searchRequest(workspace), contract };
  const republished: RepublishedMonth[] = [];
  for (const period of periods) {
    const month = lock.months[period];
    if (month === undefined || !(await source.probe({ ...request, period }))) continue;
    const path = join(workspace.cacheDir, 'published', month.file);
    const found = await fetchDigest(() => source.fetch({ ...request, period }, path), path);
    if (found !== month.sha256)
      republished.push({ period, locked: month.sha256, found, source: month.source });
  }
  return republished;
}

/** Digest of what is fetched, or why it is no file of rows at all. Nothing of it is kept. */
async function fetchDigest(fetchFile: () => Promise<void>, path: string): Promise<string> {
  try {
    await fetchFile();
    return hashFile(path).sha256;
  } catch (error) {
    if (error instanceof RatchetError && error.code === 'data') return error.message;
    throw error;
  } finally {
    rmSync(path, { force: true });
  }
}
