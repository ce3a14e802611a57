import { afterEach, describe, expect, test } from 'vitest';
import { killAfterWrite } from '../github/faults.ts';
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

const $ = (expression: string) => `\${{ ${expression} }}`;

describe('a step', () => {
  test('of a composite action sees no INPUT_*, and the token of its job', async () => {
    const action = `name: Look
description: Looks around.
inputs:
  word:
    description: Any.
runs:
  using: composite
  steps:
    - run: 'env | grep -c "^INPUT_" || echo "no inputs, but $WORD"; curl --silent --header "authorization: Bearer $TOKEN" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY" | grep -o full_name'
      shell: bash
      env:
        WORD: ${$('inputs.word')}
        TOKEN: ${$('github.token')}
`;
    const workflow = `on: push
jobs:
  only:
    runs-on: ubuntu-24.04
    permissions: {contents: read}
    steps:
      - uses: actions/checkout
      - uses: ./look
        with: {word: this}
`;
    await start({ from: tiny({ push: workflow }, { 'look/action.yml': action }) });
    await hub.push({ files: { 'a.txt': 'a' } });
    const [run] = await hub.settle();
    expect(run?.log).toContain('no inputs, but this');
    expect(run?.log).toContain('full_name');
  });

  test('that uses an action of no reviewed commit fails the run', async () => {
    await start({
      from: tiny({
        push: `on: push\njobs:\n  only:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@${'0'.repeat(40)}\n`,
      }),
    });
    await hub.push({ files: { 'a.txt': 'a' } });
    const [run] = await hub.settle();
    expect(run).toMatchObject({ conclusion: 'failure' });
    expect(run?.log).toContain('is not in .github/pinned-actions.json');
  });
});

describe('a job', () => {
  test('is refused what its permissions do not grant, and told which would', async () => {
    const script = call('POST', '/issues', { title: 'Mine' }).replace('curl', 'curl --include');
    await start({ from: tiny({ push: job('push', script, { permissions: '{contents: write}' }) }) });
    await hub.push({ files: { 'a.txt': 'a' } });
    const [run] = await hub.settle();
    expect(run?.log).toContain('403 Forbidden');
    expect(run?.log).toContain('x-accepted-github-permissions: issues=write');
    expect(hub.github.violations.splice(0)).toMatchObject([
      { kind: 'permission', job: 'only', request: 'POST /repos/octo-taxi/my-ratchet/issues' },
    ]);
  });

  test('has a token of its own, whatever other jobs may do', async () => {
    const workflow = `on: push
jobs:
  writes:
    runs-on: ubuntu-24.04
    permissions: {issues: write}
    steps: [{run: '${call('POST', '/issues', { title: 'Mine' }).replaceAll("'", "''")}', env: {TOKEN: '${$('github.token')}'}}]
  reads:
    runs-on: ubuntu-24.04
    steps: [{run: '${call('POST', '/issues', { title: 'Yours' }).replaceAll("'", "''")}', env: {TOKEN: '${$('secrets.GITHUB_TOKEN')}'}}]
`;
    await start({ from: tiny({ push: workflow }) });
    await hub.push({ files: { 'a.txt': 'a' } });
    await hub.settle();
    expect((await hub.issues()).map(({ title, user }) => [title, user.login])).toEqual([
      ['Mine', 'github-actions[bot]'],
    ]);
    expect(hub.github.violations.splice(0)).toMatchObject([{ kind: 'permission', job: 'reads' }]);
  });

  test('with an environment makes a deployment, with its address and end', async () => {
    const workflow = `on: push
jobs:
  only:
    runs-on: ubuntu-24.04
    environment: {name: production, url: '${$('steps.go.outputs.url')}'}
    steps: [{id: go, run: 'echo url=https://example.invalid/v1 >> "$GITHUB_OUTPUT"'}]
`;
    await start({ from: tiny({ push: workflow }) });
    const sha = await hub.push({ files: { 'a.txt': 'a' } });
    await hub.settle();
    expect(hub.github.hub.deployments).toMatchObject([
      {
        sha,
        environment: 'production',
        statuses: [
          { state: 'in_progress' },
          { state: 'success', environmentUrl: 'https://example.invalid/v1' },
        ],
      },
    ]);
  });

  test('passes outputs on to a matrix, each leg with a check of its own', async () => {
    // Of two legs the failing one ends last: act has all that end after it fail too.
    const workflow = `on: push
jobs:
  list:
    runs-on: ubuntu-24.04
    outputs: {all: '${$('steps.list.outputs.all')}'}
    steps: [{id: list, run: 'echo ''all=["a","b"]'' >> "$GITHUB_OUTPUT"'}]
  each:
    needs: list
    runs-on: ubuntu-24.04
    strategy: {fail-fast: false, matrix: {one: '${$('fromJSON(needs.list.outputs.all)')}'}}
    steps: [{run: '[ "$ONE" = a ] || { sleep 0.5; false; }', env: {ONE: '${$('matrix.one')}'}}]
  never:
    needs: each
    runs-on: ubuntu-24.04
    steps: [{run: 'true'}]
`;
    await start({ from: tiny({ push: workflow }) });
    await hub.push({ files: { 'a.txt': 'a' } });
    expect(await hub.settle()).toMatchObject([
      {
        conclusion: 'failure',
        jobs: { list: 'success', each: 'failure', never: 'skipped' },
        checks: { list: 'success', 'each (a)': 'success', 'each (b)': 'failure', never: 'skipped' },
      },
    ]);
  });
});

describe('a run', () => {
  test('that is killed after a write ends with all of its processes, and what listens to it hears so', async () => {
    const issue = (title: string) => call('POST', '/issues', { title });
    const heard = `on: {workflow_run: {workflows: [push], types: [completed]}}
jobs:
  only:
    runs-on: ubuntu-24.04
    steps: [{run: 'echo heard $END', env: {END: '${$('github.event.workflow_run.conclusion')}'}}]
`;
    await start({
      from: tiny({
        push: job('push', `${issue('1')}\n${issue('2')}\n${issue('3')}`, { permissions: '{issues: write}' }),
        heard,
      }),
    });
    hub.github.faults.push(killAfterWrite(2));
    await hub.push({ files: { 'a.txt': 'a' } });
    const runs = await hub.settle();
    expect(runs.map(({ workflow, conclusion }) => [workflow, conclusion])).toEqual([
      ['push', 'cancelled'],
      ['heard', 'success'],
    ]);
    expect(runs[1]?.log).toContain('heard cancelled');
    expect((await hub.issues()).map(({ title }) => title)).toEqual(['1', '2']);
  });

  test('leaves artifacts that the run which hears of it downloads, with leave to read actions', async () => {
    const upload = `on: pull_request
jobs:
  only:
    runs-on: ubuntu-24.04
    steps:
      - run: mkdir -p out/m && echo report > out/m/report.json && echo page > out/report.html
      - uses: actions/upload-artifact
        with:
          name: report-m
          path: |
            out/m/report.json
            out/report.html
`;
    const download = (permissions: string) => `on: {workflow_run: {workflows: [upload], types: [completed]}}
jobs:
  only:
    runs-on: ubuntu-24.04
    permissions: ${permissions}
    steps:
      - uses: actions/download-artifact
        with:
          pattern: report-*
          path: got
          run-id: ${$('github.event.workflow_run.id')}
          github-token: ${$('github.token')}
      - run: find got -type f | sort; echo "pulls ${$('toJSON(github.event.workflow_run.pull_requests)')} of ${$('github.event.workflow_run.head_repository.full_name')}"
`;
    await start({ from: tiny({ upload, may: download('{actions: read}'), 'may-not': download('{}') }) });
    await hub.openPullRequest({ files: { 'new.txt': 'n' }, fork: 'mona' });
    const runs = await hub.settle();
    expect(Object.fromEntries(runs.map(({ workflow, conclusion }) => [workflow, conclusion]))).toEqual({
      upload: 'success',
      may: 'success',
      'may-not': 'failure',
    });
    const may = runs.find(({ workflow }) => workflow === 'may');
    expect(may?.log).toContain('got/report-m/m/report.json');
    expect(may?.log).toContain('got/report-m/report.html');
    expect(may?.log).toContain('pulls [] of mona/my-ratchet');
  });
});
