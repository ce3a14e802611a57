import type { GitHub } from './client.ts';
import { failedWith } from './request-failure.ts';

/** The commit that a ref points at, such as heads/main; undefined where there is no such ref. */
export async function readRef({ owner, repo, api }: GitHub, ref: string): Promise<string | undefined> {
  try {
    const { data } = await api.git.getRef({ owner, repo, ref });
    return data.object.sha;
  } catch (error) {
    if (failedWith(error, 404)) return undefined;
    throw error;
  }
}

/**
 * The same where it matters that there is none: GitHub says *not found* of what may not be seen, too, but not here.
 */
export async function findRef({ owner, repo, api }: GitHub, ref: string): Promise<string | undefined> {
  const { data } = await api.git.listMatchingRefs({ owner, repo, ref });
  return data.find((found) => found.ref === `refs/${ref}`)?.object.sha;
}

/** Makes a ref. False where it is there already. */
export async function createRef({ owner, repo, api }: GitHub, ref: string, sha: string): Promise<boolean> {
  try {
    await api.git.createRef({ owner, repo, ref: `refs/${ref}`, sha });
    return true;
  } catch (error) {
    if (failedWith(error, 422) && /already exists/i.test(error.said)) return false;
    throw error;
  }
}

/** Moves a ref to a commit that comes after the one it points at. False where it points elsewhere by now. */
export async function fastForward({ owner, repo, api }: GitHub, ref: string, sha: string): Promise<boolean> {
  try {
    await api.git.updateRef({ owner, repo, ref, sha, force: false });
    return true;
  } catch (error) {
    if (failedWith(error, 422) && /fast.forward/i.test(error.said)) return false;
    throw error;
  }
}

/** Points a ref that is ours alone at a commit, wherever it pointed before; makes it where it is missing. */
export async function moveRef(github: GitHub, ref: string, sha: string): Promise<void> {
  const { owner, repo, api } = github;
  const before = await readRef(github, ref);
  if (before === sha) return;
  if (before === undefined && (await createRef(github, ref, sha))) return;
  await api.git.updateRef({ owner, repo, ref, sha, force: true });
}

/** Removes a ref; one that is gone already is no fault. */
export async function deleteRef({ owner, repo, api }: GitHub, ref: string): Promise<void> {
  try {
    await api.git.deleteRef({ owner, repo, ref });
  } catch (error) {
    if (!failedWith(error, 404, 422)) throw error;
  }
}
