import { rm } from 'node:fs/promises';
import { ACTIONS_BOT, bodyOf, invalid, notFound, page, Refusal } from '../api.ts';
import type { Git, Signature } from '../git.ts';
import { fullName, type Hub, REPO, type Routes } from '../hub.ts';
import { moveRef } from '../move-ref.ts';

/** Who a commit is by when nobody is named. */
const BOT_SIGNATURE = { name: ACTIONS_BOT, email: '41898282+github-actions[bot]@users.noreply.github.com' };

interface TreeItem {
  readonly path: string;
  readonly mode: string;
  readonly type?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

function refView(hub: Hub, { ref, sha, type }: { ref: string; sha: string; type: string }) {
  const repo = `${hub.apiUrl}/repos/${fullName(hub)}`;
  return {
    ref,
    node_id: ref,
    url: `${repo}/git/${ref}`,
    object: { sha, type, url: `${repo}/git/${type}s/${sha}` },
  };
}

async function refAt({ git }: Hub, ref: string) {
  const sha = await git.refAt(ref);
  return sha === undefined ? undefined : { ref, sha, type: await git.run('cat-file', '-t', sha) };
}

async function gitCommitView(hub: Hub, sha: string) {
  const { tree, parents, author, committer, message } = await hub.git.commit(sha);
  const url = `${hub.apiUrl}/repos/${fullName(hub)}/git`;
  const verified = hub.signedCommits.has(sha);
  return {
    sha,
    url: `${url}/commits/${sha}`,
    html_url: `${hub.serverUrl}/${fullName(hub)}/commit/${sha}`,
    author,
    committer,
    message,
    tree: { sha: tree, url: `${url}/trees/${tree}` },
    parents: parents.map((parent) => ({ sha: parent, url: `${url}/commits/${parent}` })),
    verification: { verified, reason: verified ? 'valid' : 'unsigned', signature: null, payload: null },
  };
}

async function mustExist(git: Git, sha: unknown, type: string): Promise<string> {
  const found = typeof sha === 'string' ? await git.resolve(`${sha}^{${type}}`) : undefined;
  if (found === undefined) throw new Refusal(422, 'Object does not exist');
  return found;
}

async function writeTree(
  { git }: Hub,
  base: string | undefined,
  items: readonly TreeItem[],
): Promise<string> {
  const files = new Map<string, string>();
  if (base !== undefined)
    for (const { mode, type, sha, path } of await git.tree(base, { recursive: true }))
      if (type !== 'tree') files.set(path, `${mode} ${sha}\t${path}`);
  for (const { path, mode, sha, content } of items) {
    if (sha === null) files.delete(path);
    else if (mode === '040000') {
      for (const inner of await git.tree(await mustExist(git, sha, 'tree'), { recursive: true }))
        if (inner.type !== 'tree')
          files.set(`${path}/${inner.path}`, `${inner.mode} ${inner.sha}\t${path}/${inner.path}`);
    } else {
      const blob =
        content === undefined ? await mustExist(git, sha, 'blob') : await git.writeBlob(Buffer.from(content));
      files.set(path, `${mode} ${blob}\t${path}`);
    }
  }
  const index = `${git.dir}/index-${process.hrtime.bigint()}`;
  const env = { GIT_INDEX_FILE: index };
  await git.runWith(
    { env, input: [...files.values()].map((line) => `${line}\n`).join('') },
    'update-index',
    '--add',
    '--index-info',
  );
  try {
    return await git.runWith({ env }, 'write-tree');
  } finally {
    await rm(index, { force: true });
  }
}

/** Git data: refs, commits, trees, blobs and tags, of the bare repository. */
export const gitDataRoutes: Routes = {
  [`GET ${REPO}/git/ref/{ref}`]: async (hub, _, { ref = '' }) => {
    const found = await refAt(hub, `refs/${ref}`);
    if (found === undefined) throw notFound();
    return { status: 200, body: refView(hub, found) };
  },

  [`GET ${REPO}/git/matching-refs/{ref}`]: async (hub, request, { ref = '' }) => {
    const all = await hub.git.refs('refs/');
    const visible = all.filter((one) => /^refs\/(heads|tags|pull)\//.test(one.ref));
    const found = visible.filter((one) => one.ref.startsWith(`refs/${ref}`));
    return page(
      request,
      found.map((one) => refView(hub, one)),
      hub.apiUrl,
    );
  },

  [`POST ${REPO}/git/refs`]: async (hub, request) => {
    const { ref, sha } = bodyOf(request) as { ref: string; sha: string };
    if (!/^refs\/[^/]+\/.+/.test(ref)) throw new Refusal(422, 'Reference name is not valid');
    if ((await hub.git.refAt(ref)) !== undefined) throw new Refusal(422, 'Reference already exists');
    const name = ref.startsWith('refs/tags/')
      ? await hub.git.resolve(sha)
      : await mustExist(hub.git, sha, 'commit');
    if (name === undefined) throw new Refusal(422, 'Object does not exist');
    await moveRef(hub, { ref, sha: name, actor: request.caller.login });
    return { status: 201, body: refView(hub, (await refAt(hub, ref)) ?? { ref, sha, type: 'commit' }) };
  },

  [`PATCH ${REPO}/git/refs/{ref}`]: async (hub, request, { ref = '' }) => {
    const { sha, force = false } = bodyOf(request) as { sha: string; force?: boolean };
    const full = `refs/${ref}`;
    if ((await hub.git.refAt(full)) === undefined) throw new Refusal(422, 'Reference does not exist');
    const name = await mustExist(hub.git, sha, 'commit');
    await moveRef(hub, { ref: full, sha: name, force, actor: request.caller.login });
    return { status: 200, body: refView(hub, { ref: full, sha: name, type: 'commit' }) };
  },

  [`DELETE ${REPO}/git/refs/{ref}`]: async (hub, request, { ref = '' }) => {
    const full = `refs/${ref}`;
    if ((await hub.git.refAt(full)) === undefined) throw new Refusal(422, 'Reference does not exist');
    await moveRef(hub, { ref: full, sha: undefined, actor: request.caller.login });
    return { status: 204 };
  },

  [`GET ${REPO}/git/commits/{commit_sha}`]: async (hub, _, { commit_sha = '' }) => {
    const sha = await hub.git.resolve(`${commit_sha}^{commit}`);
    if (sha === undefined) throw notFound();
    return { status: 200, body: await gitCommitView(hub, sha) };
  },

  [`POST ${REPO}/git/commits`]: async (hub, request) => {
    const body = bodyOf(request) as {
      message: string;
      tree: string;
      parents?: string[];
      author?: Signature;
      committer?: Signature;
    };
    const { git } = hub;
    const tree = await mustExist(git, body.tree, 'tree');
    const parents = await Promise.all((body.parents ?? []).map((parent) => mustExist(git, parent, 'commit')));
    const self =
      request.caller.kind === 'job'
        ? BOT_SIGNATURE
        : { name: request.caller.login, email: `${request.caller.login}@users.noreply.github.com` };
    const sha = await git.writeCommit(
      tree,
      parents,
      body.message,
      body.author ?? self,
      body.committer ?? self,
    );
    if (request.caller.kind === 'job' && body.author === undefined && body.committer === undefined)
      hub.signedCommits.add(sha);
    return { status: 201, body: await gitCommitView(hub, sha) };
  },

  [`GET ${REPO}/git/trees/{tree_sha}`]: async (hub, request, { tree_sha = '' }) => {
    const sha = await hub.git.resolve(`${tree_sha}^{tree}`);
    if (sha === undefined) throw notFound();
    const tree = await hub.git.tree(sha, { recursive: request.query.has('recursive') });
    return { status: 200, body: { sha, tree, truncated: false } };
  },

  [`POST ${REPO}/git/trees`]: async (hub, request) => {
    const { base_tree, tree } = bodyOf(request) as { base_tree?: string; tree: TreeItem[] };
    if (tree.length === 0) throw invalid({ resource: 'Tree', code: 'missing_field', field: 'tree' });
    const base = base_tree === undefined ? undefined : await mustExist(hub.git, base_tree, 'tree');
    const sha = await writeTree(hub, base, tree);
    return { status: 201, body: { sha, tree: await hub.git.tree(sha), truncated: false } };
  },

  [`GET ${REPO}/git/blobs/{file_sha}`]: async (hub, _, { file_sha = '' }) => {
    const sha = await hub.git.resolve(`${file_sha}^{blob}`);
    if (sha === undefined) throw notFound();
    const bytes = await hub.git.blob(sha);
    return {
      status: 200,
      body: { sha, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') },
    };
  },

  [`POST ${REPO}/git/blobs`]: async (hub, request) => {
    const { content, encoding = 'utf-8' } = bodyOf(request) as { content: string; encoding?: string };
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
    const sha = await hub.git.writeBlob(bytes);
    return { status: 201, body: { sha, url: `${hub.apiUrl}/repos/${fullName(hub)}/git/blobs/${sha}` } };
  },
};
