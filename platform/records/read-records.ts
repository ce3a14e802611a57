import { parseRecords } from '../../pipeline/records/record-file.ts';
import { type RecordKind, type RecordOf, recordPath } from '../../pipeline/records/record-kinds.ts';
import type { GitHub } from '../github/client.ts';
import { textAt } from '../github/file-at.ts';
import { RECORDS_BRANCH } from './records-branch.ts';

/**
 * Records of a model as they are on GitHub, oldest first; none before the first was written.
 *
 * @throws RatchetError `data` for a broken line
 */
export async function readRecords<Kind extends RecordKind>(
  github: GitHub,
  model: string,
  kind: Kind,
): Promise<RecordOf<Kind>[]> {
  const path = recordPath(model, kind);
  const text = (await textAt(github, path, RECORDS_BRANCH)) ?? '';
  return parseRecords(text, kind, `${RECORDS_BRANCH}:${path}`);
}
