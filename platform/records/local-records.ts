import { parseRecords } from '../../pipeline/records/record-file.ts';
import { type RecordKind, type RecordOf, recordPath } from '../../pipeline/records/record-kinds.ts';
import { askGit, runGit } from '../git/ask-git.ts';
import { RECORDS_BRANCH } from './records-branch.ts';

/** What a clone knows of the branch of records. */
export interface LocalRecords<Kind extends RecordKind> {
  /** Oldest first. */
  readonly records: readonly RecordOf<Kind>[];
  /** Why the clone knows nothing of the branch, and what to do; undefined where it does. */
  readonly unknown: string | undefined;
}

/**
 * Records of a model as the clone in `root` has them: those last fetched, else those of a local branch.
 *
 * @throws RatchetError `data` for a broken line
 */
export function readLocalRecords<Kind extends RecordKind>(
  root: string,
  model: string,
  kind: Kind,
): LocalRecords<Kind> {
  const branch = [`refs/remotes/origin/${RECORDS_BRANCH}`, `refs/heads/${RECORDS_BRANCH}`].find(
    (ref) => askGit(root, ['rev-parse', '--verify', '--quiet', ref]) !== undefined,
  );
  if (branch === undefined) {
    const unknown = `the branch ${RECORDS_BRANCH} is not in this clone: git fetch origin ${RECORDS_BRANCH}:refs/remotes/origin/${RECORDS_BRANCH}`;
    return { records: [], unknown };
  }
  const file = `${branch}:${recordPath(model, kind)}`;
  const isThere = askGit(root, ['cat-file', '-e', file]) !== undefined;
  const text = isThere ? runGit(root, ['show', file]) : '';
  return { records: parseRecords(text, kind, file), unknown: undefined };
}
