import { askGit } from './ask-git.ts';

/** What a repository knows of a commit. */
export type CommitStanding =
  /** HEAD comes from it. */
  | 'in-history'
  /** It is here, on a way that does not lead to HEAD. */
  | 'elsewhere'
  /** A clone without all of the history, so nobody can tell. */
  | 'shallow'
  /** Not here: a template's clone starts with a squashed history. */
  | 'older'
  /** Not a git repository. */
  | 'no-git';

/** Where a commit stands in the repository of a folder. */
export function standingOf(root: string, commit: string): CommitStanding {
  if (askGit(root, ['rev-parse', '--git-dir']) === undefined) return 'no-git';
  if (hasCommit(root, commit)) {
    return askGit(root, ['merge-base', '--is-ancestor', commit, 'HEAD']) === undefined
      ? 'elsewhere'
      : 'in-history';
  }
  return askGit(root, ['rev-parse', '--is-shallow-repository']) === 'true' ? 'shallow' : 'older';
}

function hasCommit(root: string, commit: string): boolean {
  // The name comes from a file: anything else could be read as an option.
  return (
    /^[0-9a-f]{40,64}$/.test(commit) && askGit(root, ['cat-file', '-e', `${commit}^{commit}`]) !== undefined
  );
}

const WORDS: Readonly<Record<CommitStanding, string>> = {
  'in-history': 'in the history of this repository',
  elsewhere: 'in this repository, but not in the history of what is checked out',
  shallow: 'not in this shallow clone, which holds only the newest commits',
  older: 'older than this repository, whose history does not hold it',
  'no-git': 'not to be found: this is not a git repository',
};

/** The standing as the end of a sentence: commit 1a2b3c4d is … */
export const standingWords = (standing: CommitStanding): string => WORDS[standing];

/** A commit's name as people write it. */
export const shortCommit = (commit: string): string => commit.slice(0, 10);
