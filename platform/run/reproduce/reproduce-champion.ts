import { RatchetError } from '../../../pipeline/errors.ts';
import type { ReproductionOutcome } from '../../../pipeline/report/reproduction-text.ts';
import { ingestAll } from '../ingest-period.ts';
import { readChampion } from '../published.ts';
import type { Workspace } from '../workspace.ts';
import { reproduceVersion } from './reproduce-version.ts';

/** What says that a champion cannot be made again as things stand; anything else may pass by itself. */
const STANDING: ReadonlySet<string> = new Set(['undecided', 'lock', 'not-found']);

/**
 * Trains the champion once more, with the months that it was trained on, fetched where they are not here. Undefined
 * where there is no champion.
 *
 * @throws RatchetError for what tells nothing of the champion, such as `network`
 */
export async function reproduceChampion(workspace: Workspace): Promise<ReproductionOutcome | undefined> {
  const champion = readChampion(workspace.folder);
  if (champion === undefined) return undefined;
  const name = { model: workspace.folder.name, version: champion.version };
  try {
    await ingestAll(
      workspace,
      champion.manifest.data.training.map(({ period }) => period),
    );
    const { kind, expected, found, difference } = await reproduceVersion(workspace, champion, {
      install: true,
    });
    return kind === 'identical'
      ? { ...name, kind, digest: found }
      : { ...name, kind, expected, found, ...(difference && { difference }) };
  } catch (error) {
    if (!(error instanceof RatchetError) || !STANDING.has(error.code)) throw error;
    return { ...name, kind: 'undecided', reason: error.message, hint: error.hint };
  }
}
