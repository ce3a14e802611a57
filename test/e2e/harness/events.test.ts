import { afterEach, describe, expect, test } from 'vitest';
import { type World, type WorldOptions, world } from '../world/world.ts';
import { call, job, tiny } from './tiny.ts';

let hub: World;
const start = async (options: WorldOptions) => {
  hub = await world(options);
};
afterEach(async () => {
  expect(hub.github.violations).toEqual([]);
  await hub.close();
});

describe('a push', () => {
  test('runs the workflows that listen to it, with the facts of the push', async () => {
    const expression = '${' + '{ github.event.created }}';
    await start({ from: tiny({ push: job('push', `echo "$GITHUB_REF $GITHUB_SHA ${expression}"`) }) });
    const sha = await hub.push({ files: { 'a.txt': 'a' } });
    const [run] = await hub.settle();
    expect(run).toMatchObject({
      workflow: 'push',
      event: 'push',
      conclusion: 'success',
      jobs: { only: 'success' },
    });
    expect(run?.log).toContain(`refs/heads/main ${sha} false`);
  });

  test('of paths and branches that a filter leaves out runs nothing', async () => {
    const on = "{push: {branches: [main], paths: ['models/**', '!**.md']}}";
    await start({ from: tiny({ filtered: job(on, 'true') }) });
    await hub.push({ files: { 'models/a/README.md': 'a', 'src/a.ts': 'a' } });
    await hub.push({ files: { 'models/a/model.yaml': 'a' }, branch: 'other' });
    expect(await hub.settle()).toEqual([]);
    await hub.push({ files: { 'models/a/model.yaml': 'a' } });
    expect(await hub.settle()).toHaveLength(1);
  });

  test('that is the first of a clone says so', async () => {
    await start({
      from: tiny({
        first: `on: push\njobs:\n  only:\n    if: github.event.created\n    runs-on: ubuntu-24.04\n    steps: [{run: 'true'}]`,
      }),
      isFirstPush: true,
    });
    expect(await hub.settle()).toMatchObject([{ jobs: { only: 'success' } }]);
    await hub.push({ files: { 'a.txt': 'a' } });
    expect(await hub.settle()).toMatchObject([{ jobs: { only: 'skipped' }, conclusion: 'skipped' }]);
  });

  test('waits behind the run of its group, and is replaced there by the next', async () => {
    await start({ from: tiny({ grouped: `concurrency: one\n${job('push', 'true')}` }) });
    for (const text of ['1', '2', '3']) await hub.push({ files: { 'a.txt': text } });
    const runs = await hub.settle();
    expect(runs.map(({ conclusion }) => conclusion).sort()).toEqual(['cancelled', 'success', 'success']);
  });
});

describe('two runs', () => {
  test('may go on at once, and then only one of them moves main', async () => {
    const move = (name: string) =>
      job(
        '{push: {branches: [main]}}',
        `
git fetch --quiet origin main
git -c user.name=me -c user.email=me@example.invalid commit --quiet --allow-empty --message ${name}
git push --quiet origin HEAD:refs/heads/${name}
until [ "$(git ls-remote origin 'refs/heads/m-*' | wc -l)" = 2 ]; do sleep 0.1; done
${call('PATCH', '/git/refs/heads/main', { sha: 'SHA', force: false })
  .replace('SHA', `'"$(git rev-parse HEAD)"'`)
  .replace('curl', "curl --output /dev/null --write-out '%{http_code}'")}`,
        { permissions: '{contents: write}', checkout: true },
      );
    await start({ from: tiny({ 'm-one': move('m-one'), 'm-two': move('m-two') }) });
    await hub.push({ files: { 'a.txt': 'a' } });
    const runs = await hub.settle({ parallel: 2 });
    const codes = runs.map(({ log }) => /\] (200|422)$/m.exec(log)?.[1]);
    expect(codes.sort()).toEqual(['200', '422']);
  });
});

describe('what GITHUB_TOKEN does', () => {
  const permissions = '{contents: write, actions: write}';

  test('starts nothing, unless it is a dispatch', async () => {
    const commit = call('POST', '/git/refs', { ref: 'refs/heads/made', sha: 'SHA' }).replace(
      'SHA',
      `'"$GITHUB_SHA"'`,
    );
    const dispatch = call('POST', '/actions/workflows/asked.yml/dispatches', {
      ref: 'main',
      inputs: { who: 'you' },
    });
    const input = '${' + '{ inputs.who }}';
    await start({
      from: tiny({
        go: job('{push: {branches: [main]}}', `${commit}\n${dispatch}`, { permissions }),
        pushed: job('{push: {branches: [made]}}', 'true'),
        asked: job('{workflow_dispatch: {inputs: {who: {type: string}}}}', `echo "for ${input}"`),
      }),
    });
    await hub.push({ files: { 'a.txt': 'a' } });
    const runs = await hub.settle();
    expect(runs.map(({ workflow, event }) => [workflow, event])).toEqual([
      ['go', 'push'],
      ['asked', 'workflow_dispatch'],
    ]);
    expect(runs[1]?.log).toContain('for you');
    expect(await hub.commitAt('made')).toBe(await hub.commitAt('main'));
  });

  test('dispatches nothing that does not listen to dispatches, or does not exist', async () => {
    const code = (file: string) =>
      call('POST', `/actions/workflows/${file}/dispatches`, { ref: 'main' }).replace(
        'curl',
        `curl --write-out ' ${file}=%{http_code}\\n'`,
      );
    await start({
      from: tiny({ deaf: job('push', `${code('deaf.yml')}\n${code('none.yml')}`, { permissions }) }),
    });
    await hub.push({ files: { 'a.txt': 'a' } });
    const [run] = await hub.settle();
    expect(run?.log).toContain('deaf.yml=422');
    expect(run?.log).toContain('none.yml=404');
  });
});

describe('a pull request', () => {
  const workflows = {
    check: job('pull_request', 'git rev-list --count HEAD; git log --format=%s --max-count=1; cat new.txt', {
      permissions: '{contents: read}',
      checkout: true,
    }),
    merged: job('{push: {branches: [main]}}', 'true'),
  };

  test('is run as its merge with the base, cloned at depth 1', async () => {
    await start({ from: tiny(workflows) });
    const pull = await hub.openPullRequest({ files: { 'new.txt': 'brand new\n' }, by: 'mona' });
    await hub.push({ files: { 'other.txt': 'x' } });
    const runs = await hub.settle();
    const run = runs.find(({ workflow }) => workflow === 'check');
    expect(run?.log).toMatch(/\] 1\n.*Merge \w{40} into \w{40}\n.*brand new/);
    expect(hub.github.hub.checkRuns).toMatchObject([
      { name: 'only', sha: pull.head.sha, conclusion: 'success' },
      {},
    ]);
  });

  test('that a person merges runs what a push to main runs', async () => {
    await start({ from: tiny(workflows) });
    const pull = await hub.openPullRequest({ files: { 'new.txt': 'n' } });
    await hub.settle();
    const sha = await hub.merge(pull);
    expect((await hub.settle()).map(({ workflow }) => workflow)).toEqual(['merged']);
    expect(await hub.commitAt('main')).toBe(sha);
    expect(pull).toMatchObject({ state: 'closed', mergedBy: 'octo-taxi' });
  });

  test('that conflicts with its base runs nothing', async () => {
    await start({ from: tiny(workflows) });
    await hub.push({ files: { 'README.md': 'one\n' } });
    await hub.settle();
    const pull = await hub.openPullRequest({ files: { 'README.md': 'two\n' } });
    await hub.push({ files: { 'README.md': 'three\n' } });
    await hub.settle();
    await hub.pushTo(pull, { 'README.md': 'four\n' });
    expect(await hub.settle()).toEqual([]);
  });

  test('from a fork gets a token that reads, and no secrets', async () => {
    const secret = '${' + '{ secrets.DEEP }}';
    const script = `echo "secret=[${secret}]"\n${call('POST', '/issues', { title: 'Mine' }).replace('curl', "curl --write-out ' code=%{http_code}'")}`;
    await start({
      from: tiny({ check: job('pull_request', script, { permissions: '{issues: write}' }) }),
      settings: { secrets: { DEEP: 'hidden' } },
    });
    await hub.openPullRequest({ files: { 'new.txt': 'n' }, fork: 'mona' });
    const [run] = await hub.settle();
    expect(run?.log).toContain('secret=[]');
    expect(run?.log).toContain('code=403');
    expect(hub.github.violations.splice(0)).toMatchObject([{ kind: 'permission' }]);
    expect(await hub.issues()).toEqual([]);
  });

  test('that GITHUB_TOKEN opens waits for the approval of a person', async () => {
    const body = { title: 'From a bot', head: 'branch', base: 'main' };
    await start({
      from: tiny({
        open: job('workflow_dispatch', call('POST', '/pulls', body), {
          permissions: '{pull-requests: write}',
        }),
        check: workflows.check,
      }),
    });
    await hub.push({ files: { 'new.txt': 'n' }, branch: 'branch' });
    await hub.dispatch('open.yml');
    const runs = await hub.settle();
    expect(runs.map(({ workflow, conclusion }) => [workflow, conclusion])).toEqual([
      ['open', 'success'],
      ['check', 'action_required'],
    ]);
    expect(hub.pulls()).toMatchObject([{ title: 'From a bot', user: 'github-actions[bot]' }]);
  });
});
