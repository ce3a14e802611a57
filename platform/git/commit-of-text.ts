import { askGit } from './ask-git.ts';

/** The commit that brought a text into a file, as the line of commits that HEAD came by has it. */
export interface BringingCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly committer: string;
  readonly at: string;
  readonly subject: string;
}

/**
 * Finds the commit of the main line that brought a text into a file: the merge, where it was merged. Undefined where no
 * commit here did, or where this is no git repository.
 *
 * @param path from `root`
 */
export function commitOfText(root: string, path: string, text: string): BringingCommit | undefined {
  const format = ['%H', '%P', '%an', '%cn', '%cI', '%s'].join('%x00');
  const log = ['log', '--first-parent', '-m', '--no-textconv', `-S${text}`, `--format=${format}`, '--', path];
  const first = askGit(root, log)?.split('\n').filter(Boolean).at(-1);
  if (first === undefined) return undefined;
  const [commit = '', parents = '', author = '', committer = '', at = '', subject = ''] = first.split('\0');
  return { commit, parents: parents.split(' ').filter(Boolean), author, committer, at, subject };
}
