import { RatchetError } from '../../pipeline/errors.ts';
import { parseRecords } from '../../pipeline/records/record-file.ts';
import {
  type KnownRecords,
  type RecordKind,
  type RecordOf,
  recordPath,
} from '../../pipeline/records/record-kinds.ts';
import type { GitHub } from '../github/client.ts';
import { textAt } from '../github/file-at.ts';
import { findRef } from '../github/refs.ts';
import { RECORDS_BRANCH } from './records-branch.ts';

/**
 * Records of a model as they are on GitHub, and whether there is a branch of them: what could not be read is never taken
 * for what is not there.
 *
 * @throws RatchetError `github` where the branch cannot be read, `data` for a broken line
 */
export async function findRecords<Kind extends RecordKind>(
  github: GitHub,
  model: string,
  kind: Kind,
): Promise<KnownRecords<Kind>> {
  const path = recordPath(model, kind);
  const text = await readBranch(github, path);
  if (text === undefined) return { records: [], unknown: `there is no branch ${RECORDS_BRANCH} yet` };
  return { records: parseRecords(text, kind, `${RECORDS_BRANCH}:${path}`), unknown: undefined };
}

/** Text of a file of the branch, empty where it has none; undefined where there is no branch. */
async function readBranch(github: GitHub, path: string): Promise<string | undefined> {
  try {
    const tip = await findRef(github, `heads/${RECORDS_BRANCH}`);
    return tip && ((await textAt(github, path, tip)) ?? '');
  } catch (cause) {
    const why = cause instanceof RatchetError ? cause.message : String(cause);
    throw new RatchetError('github', `the branch ${RECORDS_BRANCH} cannot be read: ${why}`, {
      cause,
      hint: 'give the job the permission contents: read, or run it again',
    });
  }
}

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
