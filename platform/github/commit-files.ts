import type { GitHub } from './client.ts';

/** A file of a commit, at its path from the repository. */
export interface CommittedFile {
  readonly path: string;
  /** All files of a version are text; GitHub keeps it byte for byte. */
  readonly text: string;
}

export interface NewCommit {
  /** The commit that it follows, all of whose other files stay; undefined for the first of a history. */
  readonly parent: string | undefined;
  readonly message: string;
  readonly files: readonly CommittedFile[];
}

/**
 * Makes a commit that no ref points at yet. It names neither author nor committer, so that GitHub signs it and shows it
 * as verified.
 *
 * @returns its name
 */
export async function commitFiles(
  { owner, repo, api }: GitHub,
  { parent, message, files }: NewCommit,
): Promise<string> {
  const base = parent && (await api.git.getCommit({ owner, repo, commit_sha: parent }));
  const tree = await api.git.createTree({
    owner,
    repo,
    ...(base && { base_tree: base.data.tree.sha }),
    tree: files.map(({ path, text }) => ({ path, content: text, mode: '100644', type: 'blob' })),
  });
  const parents = parent === undefined ? [] : [parent];
  const commit = await api.git.createCommit({ owner, repo, message, tree: tree.data.sha, parents });
  return commit.data.sha;
}
