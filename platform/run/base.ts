import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../pipeline/digest/digest.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import type { DataLock } from '../../pipeline/ingest/lock.ts';
import type { AcceptedMonths } from '../../pipeline/validate/accepted-months.ts';
import { askGit } from '../git/ask-git.ts';
import { withWorktree } from '../git/worktree.ts';
import { listModels, type ModelFolder, openModelFolder } from '../model-folder.ts';
import { codeDigest } from './code-identity.ts';
import { readLockOf } from './ingest-period.ts';
import { readAcceptedMonths } from './read-accepted-months.ts';

/** A model as it is in a revision. */
export interface ModelAt {
  readonly folder: ModelFolder;
  readonly lock: DataLock;
  readonly accepted: AcceptedMonths;
  /** Digest of all that a training run is fed: contract and tables, data, and the code of the repository. */
  readonly feed: string;
}

export function modelAt(root: string, name: string): ModelAt {
  const folder = openModelFolder(root, name);
  const lock = readLockOf(folder);
  // A repository that uses the actions of another one holds no code.
  const code = existsSync(join(root, 'pipeline')) ? codeDigest(root) : '';
  const accepted = readAcceptedMonths(folder);
  return { folder, lock, accepted, feed: digestOf({ contract: folder.contractDigest, lock, code }) };
}

/**
 * Hands the model of a revision to `use`, or undefined where there is none: no revision is asked for, the first commit
 * has nothing before it, or the model is new.
 *
 * @param revision as git takes it, such as HEAD^1
 * @throws RatchetError `usage` where the revision is not in this clone; as `openModelFolder` does
 */
export async function withBase<T>(
  root: string,
  revision: string | undefined,
  model: string,
  use: (base: ModelAt | undefined) => Promise<T>,
): Promise<T> {
  const commit = revision === undefined ? undefined : resolveRevision(root, revision);
  if (commit === undefined) return use(undefined);
  return withWorktree(root, commit, (folder) =>
    use(listModels(folder).includes(model) ? modelAt(folder, model) : undefined),
  );
}

function resolveRevision(root: string, revision: string): string | undefined {
  const commit = askGit(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (commit !== undefined) return commit;
  // A shallow clone hides parents from git, but not from the commit itself.
  const isFirst =
    /^HEAD[\^~]/.test(revision) &&
    !/^parent /m.test(askGit(root, ['cat-file', 'commit', 'HEAD']) ?? 'parent ');
  if (isFirst) return undefined;
  throw new RatchetError('usage', `the revision ${revision} is not in this clone`, {
    hint: 'check out with fetch-depth: 2, so that the commit before is there',
  });
}
