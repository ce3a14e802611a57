import { notFound, page, Refusal } from '../api.ts';
import { fullName, type Hub, REPO, type Routes } from '../hub.ts';
import { DEFAULT_BRANCH, type Pull } from '../state.ts';
import { commitView, pullView } from '../views.ts';

/** Files larger than this come without their content, unless as raw. */
const MAX_INLINE_BYTES = 1_000_000;

/** The commit that a branch, tag or commit stands for. */
export async function commitAt({ git }: Hub, ref: string): Promise<string | undefined> {
  for (const name of [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ref]) {
    const sha = await git.resolve(`${name}^{commit}`);
    if (sha !== undefined) return sha;
  }
  return undefined;
}

/** A file as the contents API shows it, or the list of a folder. */
async function contentOf(hub: Hub, commit: string, path: string, isRaw: boolean) {
  const { git } = hub;
  const url = `${hub.apiUrl}/repos/${fullName(hub)}/contents/${path}`;
  const sha = await git.resolve(path === '' ? `${commit}^{tree}` : `${commit}:${path}`);
  if (sha === undefined) throw notFound();
  if ((await git.run('cat-file', '-t', sha)) === 'tree')
    return (await git.tree(sha)).map((entry) => ({
      type: entry.type === 'tree' ? 'dir' : 'file',
      name: entry.path,
      path: path === '' ? entry.path : `${path}/${entry.path}`,
      sha: entry.sha,
      size: entry.size ?? 0,
    }));
  const bytes = await git.blob(sha);
  if (isRaw) return bytes;
  const isLarge = bytes.length > MAX_INLINE_BYTES;
  return {
    type: 'file',
    name: path.split('/').at(-1),
    path,
    sha,
    size: bytes.length,
    url,
    encoding: isLarge ? 'none' : 'base64',
    content: isLarge ? '' : bytes.toString('base64').replace(/(.{60})/g, '$1\n'),
  };
}

/** What commits hold, and how they follow each other. */
export const contentsRoutes: Routes = {
  [`GET ${REPO}/contents/{path}`]: async (hub, request, { path = '' }) => {
    const commit = await commitAt(hub, request.query.get('ref') ?? DEFAULT_BRANCH);
    if (commit === undefined)
      throw new Refusal(404, `No commit found for the ref ${request.query.get('ref')}`);
    const isRaw = /\.raw\b/.test(request.headers.accept ?? '');
    const body = await contentOf(hub, commit, path.replace(/\/$/, ''), isRaw);
    const headers = { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' };
    return { status: 200, body, ...(Buffer.isBuffer(body) ? { headers } : {}) };
  },

  [`GET ${REPO}/commits`]: async (hub, request) => {
    const commit = await commitAt(hub, request.query.get('sha') ?? DEFAULT_BRANCH);
    if (commit === undefined) throw notFound();
    const path = request.query.get('path');
    const list = await hub.git.run('rev-list', commit, ...(path === null ? [] : ['--', path]));
    const shas = list.split('\n').filter((line) => line !== '');
    const answer = page(request, shas, hub.apiUrl);
    return {
      ...answer,
      body: await Promise.all((answer.body as string[]).map((sha) => commitView(hub, sha))),
    };
  },

  [`GET ${REPO}/commits/{ref}`]: async (hub, request, { ref = '' }) => {
    const commit = await commitAt(hub, ref);
    if (commit === undefined) throw new Refusal(422, `No commit found for SHA: ${ref}`);
    if (/\.sha\b/.test(request.headers.accept ?? '')) return { status: 200, body: Buffer.from(commit) };
    return { status: 200, body: await commitView(hub, commit) };
  },

  [`GET ${REPO}/commits/{commit_sha}/pulls`]: async (hub, request, { commit_sha = '' }) => {
    const found: Pull[] = [];
    for (const pull of hub.pulls.values()) {
      const isMine =
        pull.mergeCommit === commit_sha ||
        (pull.head.owner === hub.owner &&
          (await hub.git.isAncestor(commit_sha, pull.head.sha)) &&
          !(await hub.git.isAncestor(commit_sha, pull.base.sha)));
      if (isMine) found.push(pull);
    }
    return page(
      request,
      found.map((pull) => pullView(hub, pull)),
      hub.apiUrl,
    );
  },

  [`GET ${REPO}/compare/{basehead}`]: async (hub, _, { basehead = '' }) => {
    const [from = '', to = ''] = basehead.split('...');
    const [base, head] = [await commitAt(hub, from), await commitAt(hub, to)];
    if (base === undefined || head === undefined) throw notFound();
    const { git } = hub;
    const count = async (range: string) => Number(await git.run('rev-list', '--count', range));
    const [ahead, behind] = [await count(`${base}..${head}`), await count(`${head}..${base}`)];
    const mergeBase = await git.run('merge-base', base, head);
    const commits = (await git.run('rev-list', '--reverse', `${base}..${head}`))
      .split('\n')
      .filter((line) => line !== '');
    return {
      status: 200,
      body: {
        status: ahead === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged',
        ahead_by: ahead,
        behind_by: behind,
        total_commits: commits.length,
        base_commit: await commitView(hub, base),
        merge_base_commit: await commitView(hub, mergeBase),
        commits: await Promise.all(commits.map((sha) => commitView(hub, sha))),
        files: (await git.changedPaths(mergeBase, head)).map((filename) => ({ filename })),
      },
    };
  },

  [`GET ${REPO}/branches`]: async (hub, request) => {
    const refs = await hub.git.refs('refs/heads/');
    const branches = refs.map(({ ref, sha }) => branchView(hub, ref.slice('refs/heads/'.length), sha));
    return page(request, branches, hub.apiUrl);
  },

  [`GET ${REPO}/branches/{branch}`]: async (hub, _, { branch = '' }) => {
    const sha = await hub.git.refAt(`refs/heads/${branch}`);
    if (sha === undefined) throw new Refusal(404, 'Branch not found');
    return { status: 200, body: { ...branchView(hub, branch, sha), commit: await commitView(hub, sha) } };
  },
};

const branchView = ({ settings }: Hub, name: string, sha: string) => ({
  name,
  commit: { sha },
  protected: settings.rules[name] !== undefined,
});
