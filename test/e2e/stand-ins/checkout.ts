import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from '../github/git.ts';
import { fullName } from '../github/hub.ts';
import { isTrue, type StandIn } from './stand-in.ts';

/**
 * Fetches the run's commit, or `ref`, as shallow as actions/checkout does, and checks it out. Credentials that persist
 * are an address that can be fetched from and pushed to; without them the remote cannot be reached.
 */
export const checkout: StandIn = async (hub, { caller, inputs, workspace, ref, sha }) => {
  const { repository = '', path = '' } = inputs;
  if (repository !== fullName(hub))
    throw new Error(`Repository not found: ${repository} (only its own is emulated)`);
  if (!['read', 'write'].includes(caller.permissions['contents'] ?? 'none'))
    throw new Error('The process git failed with exit code 128: the job lacks the permission contents: read');
  const target = await targetOf(hub.git, inputs['ref'] ?? '', ref, sha);
  const dir = join(workspace, path);
  await mkdir(dir, { recursive: true });
  for (const name of await readdir(dir)) await rm(join(dir, name), { recursive: true, force: true });
  const git = (...args: string[]) => runGit(dir, args);
  await git('init', '--quiet', '--initial-branch=main');
  const depth = Number(inputs['fetch-depth'] ?? 1);
  const url = `file://${hub.git.dir}`;
  const persists = isTrue(inputs['persist-credentials']);
  await git('remote', 'add', 'origin', persists ? url : `${hub.serverUrl}/${fullName(hub)}`);
  // With all of the history come every branch and every tag; anything else is fetched by its commit.
  const own = `+${target.sha}:${target.remote}`;
  const isNamed = target.branch !== undefined || target.remote.startsWith('refs/tags/');
  const specs =
    depth === 0
      ? ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*', ...(isNamed ? [] : [own])]
      : [own];
  await git(
    'fetch',
    '--quiet',
    ...(depth > 0 ? [`--depth=${depth}`] : []),
    ...(depth === 0 || isTrue(inputs['fetch-tags']) ? [] : ['--no-tags']),
    url,
    ...specs,
  );
  await git(
    'checkout',
    '--quiet',
    '--force',
    ...(target.branch ? ['-B', target.branch] : ['--detach']),
    target.sha,
  );
  return {
    log: [`checked out ${target.sha} (${target.remote})`],
    outputs: { ref: target.remote, commit: target.sha },
  };
};

interface Target {
  readonly sha: string;
  /** Ref in the clone that the commit is fetched to. */
  readonly remote: string;
  /** Local branch; undefined for a detached head. */
  readonly branch: string | undefined;
}

async function targetOf(
  git: { resolve(revision: string): Promise<string | undefined> },
  wanted: string,
  ref: string,
  sha: string,
): Promise<Target> {
  // Without a ref, exactly the commit that the event is about, whatever its branch points at by now.
  if (wanted === '') return { sha, remote: remoteOf(ref), branch: branchOf(ref) };
  if (/^[0-9a-f]{40}$/.test(wanted))
    return { sha: wanted, remote: 'refs/remotes/origin/checkout', branch: undefined };
  for (const full of [wanted, `refs/heads/${wanted}`, `refs/tags/${wanted}`]) {
    const found = full.startsWith('refs/') ? await git.resolve(`${full}^{commit}`) : undefined;
    if (found !== undefined) return { sha: found, remote: remoteOf(full), branch: branchOf(full) };
  }
  throw new Error(`A branch or tag with the name '${wanted}' could not be found`);
}

const branchOf = (ref: string): string | undefined =>
  ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;

const remoteOf = (ref: string): string =>
  ref.startsWith('refs/heads/')
    ? ref.replace('refs/heads/', 'refs/remotes/origin/')
    : ref.startsWith('refs/tags/')
      ? ref
      : ref.replace('refs/', 'refs/remotes/');
