import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Permissions } from '../github/api.ts';
import { answerWith, loseAnswer } from '../github/faults.ts';
import { type World, world } from '../world/world.ts';
import { job, tiny } from './tiny.ts';

let hub: World;
const owner = 'octo-taxi';
const repo = 'my-ratchet';
const ALL: Permissions = {
  contents: 'write',
  'pull-requests': 'write',
  issues: 'write',
  statuses: 'write',
  actions: 'write',
};

/** The API, asked by a job with some permissions. */
function api(permissions: Permissions = ALL) {
  hub.github.hub.callers.set('ghs_test', {
    kind: 'job',
    login: 'github-actions[bot]',
    runId: 1,
    job: 'test',
    permissions,
  });
  return getOctokit('ghs_test', { baseUrl: hub.github.apiUrl }).rest;
}

beforeEach(async () => {
  hub = await world({ from: tiny({ push: job('push', 'true') }) });
});
afterEach(async () => {
  expect(hub.github.violations).toEqual([]);
  await hub.close();
});

/** A commit of one file on top of main, made through the API. */
async function commit(parent: string, text = 'x'): Promise<string> {
  const { git } = api();
  const base = await git.getCommit({ owner, repo, commit_sha: parent });
  const tree = await git.createTree({
    owner,
    repo,
    base_tree: base.data.tree.sha,
    tree: [{ path: 'made.txt', mode: '100644', type: 'blob', content: text }],
  });
  return (await git.createCommit({ owner, repo, message: 'Make', tree: tree.data.sha, parents: [parent] }))
    .data.sha;
}

describe('git data', () => {
  test('are those of the bare repository', async () => {
    const main = (await hub.commitAt('main')) ?? '';
    const sha = await commit(main);
    await api().git.updateRef({ owner, repo, ref: 'heads/main', sha, force: false });
    expect(await hub.commitAt('main')).toBe(sha);
    expect(await hub.file('made.txt')).toBe('x');
    expect(await hub.file('README.md')).toBe('A tiny repository.\n');
    const seen = await api().repos.getContent({
      owner,
      repo,
      path: 'made.txt',
      ref: 'main',
      mediaType: { format: 'raw' },
    });
    expect(seen.data).toBe('x');
  });

  test('a commit of a job that names nobody is verified, and by the bot', async () => {
    const sha = await commit((await hub.commitAt('main')) ?? '');
    const { data } = await api().repos.getCommit({ owner, repo, ref: sha });
    expect(data.commit.verification?.verified).toBe(true);
    expect(data.commit.author?.name).toBe('github-actions[bot]');
  });

  test('a ref that is somewhere else by now is not moved without force', async () => {
    const main = (await hub.commitAt('main')) ?? '';
    const [first, second] = [await commit(main, '1'), await commit(main, '2')];
    await api().git.updateRef({ owner, repo, ref: 'heads/main', sha: first, force: false });
    await expect(
      api().git.updateRef({ owner, repo, ref: 'heads/main', sha: second, force: false }),
    ).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Update is not a fast forward'),
    });
    await expect(
      api().git.createRef({ owner, repo, ref: 'refs/heads/main', sha: second }),
    ).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Reference already exists'),
    });
  });

  test('of two that move a ref at once, one is refused', async () => {
    const main = (await hub.commitAt('main')) ?? '';
    const shas = [await commit(main, '1'), await commit(main, '2')];
    const ends = await Promise.allSettled(
      shas.map((sha) => api().git.updateRef({ owner, repo, ref: 'heads/main', sha, force: false })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('branch rules', () => {
  test('keep a job from moving main, and from merging what is not checked', async () => {
    hub.github.settings.rules['main'] = { requirePullRequest: true, requiredChecks: ['ratchet'] };
    const sha = await commit((await hub.commitAt('main')) ?? '');
    await expect(api().git.updateRef({ owner, repo, ref: 'heads/main', sha })).rejects.toMatchObject({
      status: 422,
    });
    await api().git.createRef({ owner, repo, ref: 'refs/heads/made', sha });
    const { data } = await api().pulls.create({ owner, repo, title: 'Made', head: 'made', base: 'main' });
    const merge = () =>
      api().pulls.merge({ owner, repo, pull_number: data.number, sha, merge_method: 'squash' });
    await expect(merge()).rejects.toMatchObject({ status: 405 });
    await api().repos.createCommitStatus({ owner, repo, sha, state: 'success', context: 'ratchet' });
    expect((await merge()).data.merged).toBe(true);
    expect(await hub.file('made.txt')).toBe('x');
  });
});

describe('pull requests', () => {
  test('are found by head owner and branch, and share numbers and comments with issues', async () => {
    const pull = await hub.openPullRequest({ files: { 'a.txt': 'a' }, fork: 'mona', branch: 'idea' });
    const found = await api().pulls.list({ owner, repo, head: 'mona:idea', state: 'open' });
    expect(found.data.map(({ number, head }) => [number, head.repo?.full_name])).toEqual([
      [pull.number, 'mona/my-ratchet'],
    ]);
    expect((await api().pulls.list({ owner, repo, head: 'octo-taxi:idea' })).data).toEqual([]);
    await api({ 'pull-requests': 'write' }).issues.createComment({
      owner,
      repo,
      issue_number: pull.number,
      body: 'Hello',
    });
    expect((await hub.comments(pull)).map(({ body, user }) => [body, user.login])).toEqual([
      ['Hello', 'github-actions[bot]'],
    ]);
  });

  test('that a setting forbids are refused with the words of GitHub', async () => {
    hub.github.settings.forbidPullRequests = true;
    await hub.push({ files: { 'a.txt': 'a' }, branch: 'made' });
    await expect(
      api().pulls.create({ owner, repo, title: 'Made', head: 'made', base: 'main' }),
    ).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('GitHub Actions is not permitted to create or approve pull requests'),
    });
  });

  test('whose head has moved on are not merged', async () => {
    const pull = await hub.openPullRequest({ files: { 'a.txt': 'a' } });
    const sha = pull.head.sha;
    await hub.pushTo(pull, { 'a.txt': 'b' });
    await expect(api().pulls.merge({ owner, repo, pull_number: pull.number, sha })).rejects.toMatchObject({
      status: 409,
    });
  });
});

describe('releases', () => {
  test('that are drafts are not found by tag, and make their tag when they are published', async () => {
    const { repos } = api();
    const draft = await repos.createRelease({ owner, repo, tag_name: 'm/v1', name: 'v1', draft: true });
    const bytes = Buffer.from('model');
    await repos.uploadReleaseAsset({
      owner,
      repo,
      release_id: draft.data.id,
      name: 'model.json',
      data: bytes as never,
      baseUrl: hub.github.apiUrl,
    });
    await expect(repos.getReleaseByTag({ owner, repo, tag: 'm/v1' })).rejects.toMatchObject({ status: 404 });
    expect(await hub.commitAt('refs/tags/m/v1')).toBeUndefined();
    await repos.updateRelease({ owner, repo, release_id: draft.data.id, draft: false, make_latest: 'false' });
    expect(await hub.commitAt('refs/tags/m/v1')).toBe(await hub.commitAt('main'));
    await expect(repos.getLatestRelease({ owner, repo })).rejects.toMatchObject({ status: 404 });
    const [asset] = (await repos.getReleaseByTag({ owner, repo, tag: 'm/v1' })).data.assets;
    expect(asset).toMatchObject({
      state: 'uploaded',
      size: 5,
      digest: 'sha256:9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4',
    });
  });
});

describe('what goes wrong', () => {
  test('can be an answer in place of the true one, or a true one that is lost', async () => {
    const { git } = api();
    hub.github.faults.push(answerWith({ status: 502, body: { message: 'Bad gateway' } }, '/git/ref/', 1));
    await expect(git.getRef({ owner, repo, ref: 'heads/main' })).rejects.toMatchObject({ status: 502 });
    expect((await git.getRef({ owner, repo, ref: 'heads/main' })).status).toBe(200);
    hub.github.faults.push(loseAnswer('POST /repos/octo-taxi/my-ratchet/issues'));
    const lost = await fetch(`${hub.github.apiUrl}/repos/${owner}/${repo}/issues`, {
      method: 'POST',
      headers: { authorization: 'Bearer ghs_test' },
      body: JSON.stringify({ title: 'Lost' }),
    });
    expect(lost.status).toBe(201);
    await expect(lost.text()).rejects.toThrow();
    expect((await hub.issues()).map(({ title }) => title)).toEqual(['Lost']);
  });

  test('a request that GitHub does not describe is noted', async () => {
    const client = getOctokit('ghs_test', { baseUrl: hub.github.apiUrl });
    api();
    await client.request('POST /repos/{owner}/{repo}/issues', { owner, repo, title: 'Odd', colour: 'red' });
    await client.request('GET /repos/{owner}/{repo}/issues', { owner, repo, state: 'ajar' as never });
    expect(hub.github.violations.splice(0).map(({ what }) => what)).toEqual([
      'body: colour is not described',
      expect.stringContaining('query state=ajar'),
    ]);
  });
});
