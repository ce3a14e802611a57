import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegistryEvent } from '../../../../pipeline/publish/registry-event.ts';
import { openGitHubHere } from '../../../../platform/github/open-here.ts';
import { approvalHere } from '../../../../platform/run/trace/approval.ts';
import { approvalOnGitHub } from '../../../../platform/run/trace/approval-on-github.ts';
import { apiServers } from '../../github/api-server.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const folder = temporaryFolders();
const serve = apiServers();
const REGISTRY = 'models/rides/registry.jsonl';
const AT = '2024-05-06T05:23:00.000Z';
const promotion = (hash: string, by?: string) =>
  ({ event: 'promoted', version: 'v2', at: AT, hash, ...(by && { by }) }) as RegistryEvent;

/** A repository whose first commit has v1's promotion, and what a person or a program commits there. */
function repository() {
  const root = folder();
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const commitAs = (author: string, message: string, committer = author) => {
    git('add', '--all');
    git(
      '-c',
      `user.name=${committer}`,
      '-c',
      'user.email=x@test',
      'commit',
      '-qm',
      message,
      `--author=${author} <y@test>`,
    );
    return git('rev-parse', 'HEAD');
  };
  const promote = (hash: string) => appendFileSync(join(root, REGISTRY), `{"hash":"${hash}"}\n`);
  git('init', '--quiet', '--initial-branch', 'main');
  mkdirSync(join(root, 'models', 'rides'), { recursive: true });
  promote('one');
  commitAs('Ann', 'Initial commit');
  promote('two');
  return { root, git, commitAs, promote };
}

const short = (commit: string) => commit.slice(0, 10);

describe('who approved a promotion', () => {
  it('is whom the registry names', () => {
    expect(approvalHere(folder(), 'rides', [promotion('two', 'maintainers')])).toEqual({
      value: 'maintainers',
      detail: `asked for it on ${AT}, says the registry`,
    });
  });

  it('is who committed it, and of a release made by the bot who merged it', () => {
    const { root, git, commitAs, promote } = repository();
    const own = commitAs('Ben', 'Publish v2');
    git('checkout', '--quiet', '-b', 'ratchet/release/rides');
    promote('three');
    commitAs('github-actions[bot]', 'Release rides v3', 'GitHub');
    git('checkout', '--quiet', 'main');
    git(
      '-c',
      'user.name=Cat',
      '-c',
      'user.email=x@test',
      'merge',
      '--quiet',
      '--no-ff',
      '-m',
      'Merge pull request #7',
      '-',
    );
    const merge = git('rev-parse', 'HEAD');
    writeFileSync(join(root, 'README.md'), 'Later.');
    commitAs('Dan', 'Later');
    expect(approvalHere(root, 'rides', [promotion('two')])).toEqual({
      value: 'Ben',
      detail: expect.stringMatching(new RegExp(`^committed it on .*, commit ${short(own)}: Publish v2$`)),
    });
    expect(approvalHere(root, 'rides', [promotion('two'), promotion('three')])).toEqual({
      value: 'Cat',
      detail: expect.stringMatching(
        new RegExp(`^merged it on .*, commit ${short(merge)}: Merge pull request #7$`),
      ),
    });
  });

  it('is not known of what the bot committed and GitHub merged as one commit, nor of what came with the first', () => {
    const { root, commitAs } = repository();
    const commit = commitAs('github-actions[bot]', 'Release rides v2 (#7)', 'GitHub');
    expect(approvalHere(root, 'rides', [promotion('two')])).toEqual({
      value: 'not known here',
      detail: expect.stringMatching(
        new RegExp(
          `^github-actions\\[bot\\] made commit ${short(commit)}, “Release rides v2 \\(#7\\)”, on .*; who merged it only GitHub knows: trace --github asks$`,
        ),
      ),
    });
    expect(approvalHere(root, 'rides', [promotion('one')]).detail).toMatch(/^it came with the first commit /);
    const clone = folder();
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${root}`, clone]);
    expect(approvalHere(clone, 'rides', [promotion('two')]).detail).toMatch(/git fetch --unshallow$/);
  });

  it('is not known of what is not committed, and nobody of what was never promoted', () => {
    const { root } = repository();
    for (const place of [root, folder()])
      expect(approvalHere(place, 'rides', [promotion('two')])).toEqual({
        value: 'not known here',
        detail: `no commit of this repository holds the promotion of ${AT}`,
      });
    expect(approvalHere(root, 'rides', [])).toEqual({ value: 'nobody', detail: 'it was never promoted' });
  });
});

describe('GitHub', () => {
  const pull = {
    number: 7,
    html_url: 'https://github.test/pull/7',
    merged_at: AT,
    merged_by: { login: 'cat' },
  };
  const review = (state: string, login: string) => ({ state, user: { login } });
  const answering = (pulls: unknown, reviews: unknown[] = []) =>
    serve(({ url }) => {
      const path = url.replace(/\?.*/, '');
      if (path === '/repos/someone/rides/commits/c0ffee/pulls')
        return pulls === undefined
          ? { status: 422, body: { message: 'No commit found for SHA: c0ffee' } }
          : { status: 200, body: pulls };
      if (path === '/repos/someone/rides/pulls/7') return { status: 200, body: pull };
      return { status: path.endsWith('/pulls/7/reviews') ? 200 : 404, body: reviews };
    });

  it('knows who merged it and whose reviews approved it, each told once', async () => {
    const reviews = [
      review('COMMENTED', 'eve'),
      review('APPROVED', 'dan'),
      review('APPROVED', 'ann'),
      review('APPROVED', 'dan'),
    ];
    const { github } = await answering([{ number: 6, merged_at: null }, pull], reviews);
    expect(await approvalOnGitHub(github, 'c0ffee')).toEqual({
      value: 'cat',
      detail: `merged https://github.test/pull/7 on ${AT}; approved by dan and ann, says GitHub`,
    });
  });

  it('says that no review approved it, and knows nothing of a commit that came by no pull request', async () => {
    const merged = await answering([pull]);
    expect((await approvalOnGitHub(merged.github, 'c0ffee'))!.detail).toContain('no review approved it');
    for (const pulls of [[], undefined]) {
      const { github } = await answering(pulls);
      expect(await approvalOnGitHub(github, 'c0ffee')).toBeUndefined();
    }
  });

  it.each([
    ['git@github.com:someone/rides.git', 'https://api.github.com'],
    ['https://github.com/someone/rides', 'https://api.github.com'],
    ['ssh://git@git.example.com/someone/rides.git', 'https://git.example.com/api/v3'],
  ])('is asked about the repository that %s names', (remote, baseUrl) => {
    const { root, git } = repository();
    git('remote', 'add', 'origin', remote);
    const github = openGitHubHere(root, { token: 'x', apiUrl: undefined }, () => {});
    expect({ owner: github.owner, repo: github.repo }).toEqual({ owner: 'someone', repo: 'rides' });
    expect(github.request.endpoint.DEFAULTS.baseUrl).toBe(baseUrl);
  });

  it('is not asked without a token, nor about a folder that came from nowhere', () => {
    const { root } = repository();
    expect(() => openGitHubHere(root, { token: undefined, apiUrl: undefined }, () => {})).toThrow(
      'none is set',
    );
    expect(() => openGitHubHere(root, { token: 'x', apiUrl: undefined }, () => {})).toThrow(
      'the remote origin is not set',
    );
  });
});
