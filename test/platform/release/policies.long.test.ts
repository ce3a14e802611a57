import { describe, expect, test } from 'vitest';
import { deferRelease } from '../../../platform/release/defer-release.ts';
import { POLICIES } from '../../../platform/release/policies.ts';
import { branchOf, type ReleaseRequest } from '../../../platform/release/release-request.ts';
import { withdrawRelease } from '../../../platform/release/withdraw-release.ts';
import { type ApiAnswer, type ApiRequest, apiServers } from '../github/api-server.ts';
import { type FakeRepository, fakeRepository } from '../github/fake-repository.ts';

const serve = apiServers();
const REGISTRY = 'models/rides/registry.jsonl';
const BRANCH = 'ratchet/release/rides';

/** A release of v2 on the main of a repository, as a run at some time judged it. */
function releaseOn(repository: FakeRepository, changes: Partial<ReleaseRequest> = {}): ReleaseRequest {
  const base = repository.refs.get('heads/main')!;
  return {
    kind: 'release',
    model: 'rides',
    version: 'v2',
    digest: `sha256:${'2'.repeat(64)}`,
    branch: 'main',
    base,
    policy: 'pull-request',
    files: [
      { path: 'models/rides/versions/v2/model.json', text: '{"model":2}' },
      { path: REGISTRY, text: `${repository.filesAt('main')[REGISTRY]}v2\n` },
    ],
    title: 'Release rides v2',
    body: 'Better.',
    reason: 'Better than the champion v1.',
    runUrl: 'https://github.test/runs/1',
    serverUrl: 'https://github.test',
    ...changes,
  };
}

const repositoryOf = () => fakeRepository({ [REGISTRY]: 'v1\n', 'README.md': 'Rides' });

const isWrite = ({ method }: ApiRequest) => method !== 'GET';
const dead: ApiAnswer = { status: 401, body: { message: 'the run was killed' } };

/** Runs a release; one that is to die does so after so many writes, the last of which GitHub still carries out. */
async function run(repository: FakeRepository, request: ReleaseRequest, writes = Number.POSITIVE_INFINITY) {
  let left = writes;
  const { github, requests } = await serve((asked) => {
    if (left <= 0) return dead;
    const answer = repository.answer(asked);
    if (isWrite(asked)) left -= 1;
    return left <= 0 ? dead : answer;
  });
  const released = await POLICIES[request.policy](github, request).catch((error: unknown) => error);
  return { released, writes: requests.filter(isWrite).length };
}

const openPulls = ({ pulls }: FakeRepository) => pulls.filter(({ state }) => state === 'open');

describe('a release by pull request', () => {
  test('is one commit on the gated one, a pull request, and a status on its head', async () => {
    const repository = repositoryOf();
    const base = repository.refs.get('heads/main');
    const { released } = await run(repository, releaseOn(repository));
    expect(released).toEqual({ kind: 'pull-request', number: 100, url: 'https://github.test/pull/100' });
    const head = repository.refs.get(`heads/${BRANCH}`)!;
    expect(repository.commits.get(head)).toEqual({
      message: `Release rides v2\n\nBetter than the champion v1.\n\nRatchet-Model: rides\nRatchet-Version: v2\nRatchet-Digest: release sha256:${'2'.repeat(64)}\n`,
      parents: [base],
      files: {
        'README.md': 'Rides',
        [REGISTRY]: 'v1\nv2\n',
        'models/rides/versions/v2/model.json': '{"model":2}',
      },
    });
    expect(repository.pulls).toMatchObject([
      { head: { ref: BRANCH, sha: head }, title: 'Release rides v2', base: { ref: 'main' } },
    ]);
    expect([...repository.approved]).toEqual([head]);
    expect(repository.refs.get('heads/main')).toBe(base);
  });

  test('that is there already is left as it is', async () => {
    const repository = repositoryOf();
    const request = releaseOn(repository);
    await run(repository, request);
    const head = repository.refs.get(`heads/${BRANCH}`);
    const again = await run(repository, {
      ...request,
      files: [...request.files, { path: 'later', text: '' }],
    });
    // The status is said again: whether it was said before nobody asks.
    expect(again.writes).toBe(1);
    expect(repository.refs.get(`heads/${BRANCH}`)).toBe(head);
    expect(repository.pulls).toHaveLength(1);
  });

  test('goes along with main, in the same pull request', async () => {
    const repository = repositoryOf();
    await run(repository, releaseOn(repository));
    const main = repository.push({ 'README.md': 'More rides' });
    await run(repository, releaseOn(repository, { title: 'Release rides v2 again' }));
    expect(repository.pulls).toMatchObject([{ title: 'Release rides v2 again', state: 'open' }]);
    const head = repository.refs.get(`heads/${BRANCH}`)!;
    expect(repository.commits.get(head)!.parents).toEqual([main]);
    expect(repository.approved.has(head)).toBe(true);
  });

  test('does not go back to an earlier main', async () => {
    const repository = repositoryOf();
    const slow = releaseOn(repository);
    repository.push({ 'README.md': 'More rides' });
    await run(repository, releaseOn(repository));
    const head = repository.refs.get(`heads/${BRANCH}`);
    expect((await run(repository, slow)).released).toMatchObject({ kind: 'outdated' });
    expect(repository.refs.get(`heads/${BRANCH}`)).toBe(head);
  });

  test('starts anew where main went on meanwhile', async () => {
    const repository = repositoryOf();
    const request = releaseOn(repository);
    repository.push({ 'README.md': 'More rides' });
    expect((await run(repository, request)).released).toMatchObject({ kind: 'outdated' });
    expect(repository.dispatched).toEqual([{ workflow: 'release.yml', inputs: { model: 'rides' } }]);
  });

  test('is not offered again where a person closed it, but another one is', async () => {
    const repository = repositoryOf();
    await run(repository, releaseOn(repository));
    repository.pulls[0]!.state = 'closed';
    expect((await run(repository, releaseOn(repository))).released).toMatchObject({
      kind: 'declined',
      number: 100,
    });
    const other = releaseOn(repository, { digest: `sha256:${'3'.repeat(64)}` });
    expect((await run(repository, other)).released).toMatchObject({ kind: 'pull-request', number: 101 });
  });

  test('waits on its branch with an issue, while workflows may not open one, and the issue closes with the first', async () => {
    const repository = repositoryOf();
    repository.forbidsPullRequests = true;
    expect((await run(repository, releaseOn(repository))).released).toMatchObject({
      kind: 'issue',
      number: 1,
    });
    const head = repository.refs.get(`heads/${BRANCH}`)!;
    expect(repository.approved.has(head)).toBe(true);
    expect(repository.issues[0]!.body).toContain(
      `https://github.test/someone/rides/compare/main...${BRANCH}?expand=1`,
    );
    expect(repository.issues[0]!.body).toContain('Allow GitHub Actions to create and approve pull requests');
    await run(repository, releaseOn(repository));
    expect(repository.issues).toHaveLength(1);
    repository.forbidsPullRequests = false;
    await run(repository, releaseOn(repository));
    expect(repository.issues.map(({ state }) => state)).toEqual(['closed']);
    expect(openPulls(repository)).toHaveLength(1);
  });

  test('never overwrites what a person committed to its branch', async () => {
    const repository = repositoryOf();
    const person = repository.push({ 'README.md': 'Mine' });
    repository.refs.set(`heads/${BRANCH}`, person);
    const { released } = await run(repository, releaseOn(repository));
    expect(released).toMatchObject({ code: 'github', message: expect.stringContaining("not Ratchet's") });
    expect(repository.refs.get(`heads/${BRANCH}`)).toBe(person);
  });
});

describe('a release that goes further by itself', () => {
  test.each(['auto-merge', 'direct'] as const)(
    'by %s lands on main once, and its deployment starts',
    async (policy) => {
      const repository = repositoryOf();
      expect((await run(repository, releaseOn(repository, { policy }))).released).toMatchObject({
        kind: 'landed',
      });
      expect(repository.filesAt('main')[REGISTRY]).toBe('v1\nv2\n');
      expect(repository.dispatched).toEqual([{ workflow: 'deploy.yml', inputs: { model: 'rides' } }]);
    },
  );

  test('falls back to a pull request, approved, where main takes no direct commit', async () => {
    const repository = repositoryOf();
    repository.isProtected = true;
    const { released } = await run(repository, releaseOn(repository, { policy: 'direct' }));
    expect(released).toMatchObject({
      kind: 'pull-request',
      because: expect.stringContaining('rule violations'),
    });
    expect(repository.approved.has(openPulls(repository)[0]!.head.sha)).toBe(true);
    expect(repository.filesAt('main')[REGISTRY]).toBe('v1\n');
  });

  test('of two that judged the same main, only one lands', async () => {
    for (const policy of ['direct', 'auto-merge'] as const) {
      const repository = repositoryOf();
      const requests = ['2', '3'].map((digit) =>
        releaseOn(repository, { policy, digest: `sha256:${digit.repeat(64)}` }),
      );
      const released = await Promise.all(requests.map((request) => run(repository, request)));
      const kinds = released.map((result) => (result.released as { kind: string }).kind);
      expect(kinds.filter((kind) => kind === 'landed').length).toBeLessThanOrEqual(1);
      expect(['v1\n', 'v1\nv2\n']).toContain(repository.filesAt('main')[REGISTRY]);
    }
  });
});

describe('a release that is killed', () => {
  const policies = ['pull-request', 'auto-merge', 'direct'] as const;

  test.each(policies)('between any two writes by %s is finished by the next run', async (policy) => {
    const { writes } = await run(repositoryOf(), releaseOn(repositoryOf(), { policy }));
    expect(writes).toBeGreaterThan(3);
    for (let after = 1; after <= writes; after++) {
      const repository = repositoryOf();
      const first = await run(repository, releaseOn(repository, { policy }), after);
      expect(first.released).toBeInstanceOf(Error);
      const landed = repository.filesAt('main')[REGISTRY] === 'v1\nv2\n';
      // After the merge a run finds the digest published, and only the deployment is missing.
      if (landed) expect(openPulls(repository)).toEqual([]);
      else {
        const kind = policy === 'pull-request' ? 'pull-request' : 'landed';
        const { released } = await run(repository, releaseOn(repository, { policy }));
        expect(released, `killed after ${after} writes`).toMatchObject({ kind });
      }
      const versions = policy === 'pull-request' ? 'v1\n' : 'v1\nv2\n';
      expect(repository.filesAt('main')[REGISTRY]).toBe(versions);
      expect(openPulls(repository)).toHaveLength(policy === 'pull-request' ? 1 : 0);
      for (const { head } of openPulls(repository)) {
        expect(head.sha).toBe(repository.refs.get(`heads/${BRANCH}`));
        expect(repository.approved.has(head.sha)).toBe(true);
      }
    }
  });
});

describe('an open release that no longer stands', () => {
  const withdraw = async (repository: FakeRepository) => {
    const { github } = await serve(repository.answer);
    return withdrawRelease(github, 'rides', 'The gate holds it now.');
  };

  test('is closed, its branch goes, and it may be offered again', async () => {
    const repository = repositoryOf();
    await run(repository, releaseOn(repository));
    expect(await withdraw(repository)).toBe(100);
    expect(repository.refs.has(`heads/${BRANCH}`)).toBe(false);
    expect(await withdraw(repository)).toBeUndefined();
    expect((await run(repository, releaseOn(repository))).released).toMatchObject({ kind: 'pull-request' });
  });

  test('leaves a branch alone that a person committed to', async () => {
    const repository = repositoryOf();
    const person = repository.push({ 'README.md': 'Mine' });
    repository.refs.set(`heads/${BRANCH}`, person);
    await withdraw(repository);
    expect(repository.refs.get(`heads/${BRANCH}`)).toBe(person);
  });
});

describe('an open release from newer months', () => {
  const LOCK = 'models/rides/data.lock.json';
  const lockOf = (...months: readonly string[]) => {
    const month = { file: 'x', source: 'x', bytes: 1, rows: 1, sha256: 'a'.repeat(64), schemaDigest: 'x' };
    return JSON.stringify({
      schemaVersion: 1,
      months: Object.fromEntries(months.map((name) => [name, month])),
    });
  };

  test('is left to continuous training, which is started', async () => {
    const repository = repositoryOf();
    const request = releaseOn(repository);
    await run(repository, {
      ...request,
      files: [...request.files, { path: LOCK, text: lockOf('2021-03', '2021-04') }],
    });
    const { github } = await serve(repository.answer);
    const deferral = { model: 'rides', branch: 'main', workflow: 'continuous-training.yml' };
    expect(await deferRelease(github, { ...deferral, newest: '2021-04' })).toBeUndefined();
    expect(repository.dispatched).toEqual([]);
    expect(await deferRelease(github, { ...deferral, newest: '2021-03' })).toBe(
      'The open release was made from 2021-04, which this run has not: continuous-training.yml was started to judge it anew.',
    );
    expect(repository.dispatched).toEqual([
      { workflow: 'continuous-training.yml', inputs: { model: 'rides', asked: 'true' } },
    ]);
    repository.pulls[0]!.state = 'closed';
    expect(await deferRelease(github, { ...deferral, newest: '2021-03' })).toBeUndefined();
  });
});

test('a rollback has a branch of its own, and lets an open release be judged anew', async () => {
  const repository = repositoryOf();
  await run(repository, releaseOn(repository));
  const rollback = releaseOn(repository, { kind: 'rollback', version: 'v1', policy: 'direct' });
  expect(branchOf(rollback)).toBe('ratchet/rollback/rides');
  expect((await run(repository, rollback)).released).toMatchObject({ kind: 'landed' });
  expect(repository.dispatched.map(({ workflow }) => workflow)).toEqual(['deploy.yml', 'release.yml']);
  expect(openPulls(repository).map(({ head }) => head.ref)).toEqual([BRANCH]);
});
