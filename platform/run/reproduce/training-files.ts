import { RatchetError } from '../../../pipeline/errors.ts';
import { list } from '../../../pipeline/report/format.ts';
import { localMonth } from '../local-month.ts';
import type { PublishedVersion } from '../published.ts';
import type { Workspace } from '../workspace.ts';

/**
 * The files that a version was trained on, as its manifest has them; what the lock says of these months today does not
 * matter.
 *
 * @throws RatchetError `undecided` that names every month that is missing or is another one by now
 */
export async function trainingFiles(
  workspace: Workspace,
  { version, manifest }: PublishedVersion,
): Promise<string[]> {
  const files: string[] = [];
  const faults: string[] = [];
  const wanted: string[] = [];
  for (const { period, sha256 } of manifest.data.training) {
    const month = await localMonth(workspace, period);
    if (month?.sha256 === sha256) {
      files.push(month.path);
      continue;
    }
    wanted.push(period);
    faults.push(
      month
        ? `${month.name} here has sha256 ${month.sha256}, not ${sha256}`
        : `${period} is not on this machine`,
    );
  }
  if (faults.length === 0) return files;
  throw new RatchetError('undecided', `${version} cannot be reproduced: ${faults.join('; ')}`, {
    hint: `fetch ${list(wanted)} with npm run ratchet -- ingest --model ${workspace.folder.name} --period ${wanted.join(',')}, or name a folder that has the file with --data`,
  });
}
