import { RatchetError } from '../../pipeline/errors.ts';
import { parseRecords } from '../../pipeline/records/record-file.ts';
import { type KnownRecords, type RecordKind, recordPath } from '../../pipeline/records/record-kinds.ts';
import { askGit, runGit } from '../git/ask-git.ts';
import { RECORDS_BRANCH } from './records-branch.ts';

const FETCH = `git fetch origin ${RECORDS_BRANCH}:refs/remotes/origin/${RECORDS_BRANCH}`;

/**
 * Records of a model as the clone in `root` has them: those last fetched, else those of a local branch.
 *
 * @throws RatchetError `data` for a broken line, and for a branch that is there but cannot be read
 */
export function readLocalRecords<Kind extends RecordKind>(
  root: string,
  model: string,
  kind: Kind,
): KnownRecords<Kind> {
  const branch = [`refs/remotes/origin/${RECORDS_BRANCH}`, `refs/heads/${RECORDS_BRANCH}`].find(
    (ref) => askGit(root, ['rev-parse', '--verify', '--quiet', ref]) !== undefined,
  );
  if (branch === undefined) {
    return { records: [], unknown: `the branch ${RECORDS_BRANCH} is not in this clone: ${FETCH}` };
  }
  const path = recordPath(model, kind);
  return { records: parseRecords(textAt(root, branch, path), kind, `${branch}:${path}`), unknown: undefined };
}

/** Text of a file of the branch, empty where it has none. */
function textAt(root: string, branch: string, path: string): string {
  try {
    const isThere = runGit(root, ['ls-tree', '--full-tree', '--name-only', branch, '--', path]) !== '';
    return isThere ? runGit(root, ['show', `${branch}:${path}`]) : '';
  } catch (cause) {
    throw new RatchetError('data', `${branch}, a branch of this clone, cannot be read`, {
      cause,
      hint: `fetch it anew: ${FETCH}`,
    });
  }
}
