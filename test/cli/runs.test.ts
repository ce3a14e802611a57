import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../pipeline/digest/canonical-json.ts';
import { runRecordSchema } from '../../pipeline/records/run-record.ts';
import { runOf } from '../records/records.ts';
import { call, callIn, callJson } from './call.ts';
import { commitAll, copiesOf, makeParcels, publishTwo } from './parcels.ts';

const empty = copiesOf(makeParcels);
const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
  await callJson(root, 'train', '--train', '2024-01', '--holdout', '2024-02', '--threads', '1');
});

/** Puts records on the branch of records of a repository. */
function record(root: string, ...records: readonly unknown[]): void {
  commitAll(root);
  const other = join(root, 'out', 'records');
  mkdirSync(join(other, 'parcels'), { recursive: true });
  writeFileSync(
    join(other, 'parcels', 'runs.jsonl'),
    records.map((one) => `${canonicalJson(one)}\n`).join(''),
  );
  commitAll(other);
  execFileSync('git', ['fetch', '--quiet', other, 'main:refs/remotes/origin/ratchet/records'], { cwd: root });
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** An MLflow server that has every run already, and tells which it was asked for. */
async function mlflowThatHasAll(): Promise<{ uri: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { filter = '' } = JSON.parse((await text(request)) || '{}') as { filter?: string };
    const [, id] = /ratchet\.id` = '(.+)'$/.exec(filter) ?? [];
    if (id !== undefined) asked.push(id);
    const info = { run_id: '1', status: 'FINISHED', artifact_uri: 'mlflow-artifacts:/1' };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ experiment: { experiment_id: '1' }, runs: [{ info }] }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('runs', () => {
  it('are none before the first', async () => {
    const { stdout, exitCode } = await call(await empty(), 'runs');
    expect(stdout).toMatch(
      /^No run of parcels is recorded yet\. npm start makes one\.\n\nOnly runs made here: /,
    );
    expect(exitCode).toBe(0);
  });

  it('made here are recorded with what they were made of, what they cost and what came of them', async () => {
    const root = await published();
    const { runs } = (await callJson(root, 'runs', '--sort', 'at')) as { runs: unknown[] };
    const [first, second, third] = runs.map((run) => runRecordSchema.parse(run));
    expect(first).toMatchObject({
      trigger: 'local',
      version: 'v1',
      parameters: {
        recipe: 'by-zone',
        train: ['2024-01'],
        holdout: ['2024-02'],
        threads: 1,
        settings: { scale: 'identity', folds: '3', final: 'one_hot(zone)' },
      },
      target: { name: 'duration', unit: 'min' },
      verdict: { kind: 'promote', basis: 'first' },
      data: [
        { role: 'train', period: '2024-01', rows: 200 },
        { role: 'holdout', period: '2024-02', rows: 200 },
      ],
      software: { node: process.versions.node },
      artifacts: { candidate: 'out/parcels/candidate', report: 'out/report.html' },
    });
    expect(first!.metrics.champion).toBeUndefined();
    expect(Object.keys(first!.metrics.baselines)).toEqual(['mean']);
    expect(second).toMatchObject({ version: 'v2', metrics: { champion: { version: 'v1' } } });
    expect(second!.metrics.rmse.holdout).toBeCloseTo(0.56, 2);
    expect(second!.metrics.difference!.upper).toBeLessThan(0);
    expect(Object.keys(second!.metrics.baselines).sort()).toEqual(['by-zone', 'mean']);
    expect(second!.cost.peakMb).toBeGreaterThan(50);
    expect(third!.verdict).toBeUndefined();
    expect(readdirSync(join(root, 'out', 'runs', 'parcels')).sort()).toEqual(
      [first, second, third].map((run) => `${run!.id}.json`).sort(),
    );
  });

  it('of the branch and of here are listed together, each once, and the newest first', async () => {
    const root = await published();
    const { runs } = (await callJson(root, 'runs')) as { runs: { id: string }[] };
    record(
      root,
      runOf({ id: 'c0ffee000001', model: 'parcels', verdict: { kind: 'hold', reasons: ['No.'] } }),
      runs[0],
    );
    const { stdout } = await call(root, 'runs');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(
      /^run {2,}when {2,}by {2,}trained on {2,}RMSE {2,}Δ champion {2,}time {2,}verdict$/,
    );
    expect(lines[1]).toMatch(/– not judged$/);
    expect(lines[2]).toMatch(/0\.560 {2,}−8\.\d{3} .* ✔ Promote → v2$/);
    // The column of times is as wide as the longest, which this machine decides.
    expect(lines[4]!.replace(/ +1\.5 s/, ' 1.5 s')).toBe(
      'c0ffee0  2024-05-06  release  2024-01, 2024-02  4.500      −0.250 1.5 s  ‖ Hold',
    );
  });

  it('are filtered, cut at a limit, and counted', async () => {
    const root = await published();
    const { stdout } = await call(
      root,
      'runs',
      '--filter',
      'verdict=promote',
      '--sort',
      'rmse.holdout',
      '--limit',
      '1',
    );
    const lines = stdout.split('\n');
    expect(lines[1]).toMatch(/Promote → v2$/);
    expect(lines.slice(2, 4)).toEqual(['', 'and 1 more: --limit 2']);
    expect((await call(root, 'runs', '--filter', 'version=v7')).stdout).toMatch(
      /^None of 3 runs of parcels is so\./,
    );
    const wrong = await call(root, 'runs', '--filter', 'verdit=promote');
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('did you mean "verdict"?') });
  });

  it.each([
    { argv: [], sent: ['a', 'b', 'c', 'd'] },
    { argv: ['--limit', '3'], sent: ['b', 'c', 'd'] },
    { argv: ['--sort', 'rmse.holdout', '--limit', '2'], sent: ['b', 'd'] },
    { argv: ['--sort', 'rmse.holdout:desc', '--limit', '1'], sent: ['a'] },
    { argv: ['--filter', 'rmse.holdout<7', '--sort', 'rmse.holdout:desc', '--limit', '2'], sent: ['b', 'c'] },
  ])('are sent as they were chosen, the oldest first: $argv', async ({ argv, sent }) => {
    const root = await empty();
    const { metrics } = runOf();
    const run = (id: string, day: number, holdout: number) =>
      runOf({
        id,
        model: 'parcels',
        at: `2024-05-0${day}T05:23:00.000Z`,
        metrics: { ...metrics, rmse: { train: 1, holdout } },
        verdict: { kind: 'hold', reasons: ['No.'] },
      });
    record(root, run('b', 2, 5), run('a', 1, 8), run('d', 4, 4), run('c', 3, 6));
    const { uri, asked } = await mlflowThatHasAll();
    const called = await callIn(root, { MLFLOW_TRACKING_URI: uri }, 'runs', '--export', 'mlflow', ...argv);
    expect(called).toMatchObject({ exitCode: 0, stderr: '' });
    expect(asked).toEqual(sent);
    expect(called.stdout).toContain(`sent 0 runs to MLflow; ${sent.length} were there already`);
  });

  it('are not sent by a field that none of them has', async () => {
    const root = await published();
    const { uri, asked } = await mlflowThatHasAll();
    const argv = ['runs', '--export', 'mlflow', '--sort', 'rmse.holdot'];
    expect(await callIn(root, { MLFLOW_TRACKING_URI: uri }, ...argv)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('did you mean "rmse.holdout"?'),
    });
    expect(asked).toEqual([]);
  });

  it('are compared by two, with what differs marked', async () => {
    const root = await published();
    const { stdout } = await call(root, 'runs', '--compare', 'v1', 'v2');
    expect(stdout).toMatch(/^≠ {2}recipe {2,}by-zone {2,}main$/m);
    expect(stdout).toMatch(/^ {3}threads {2,}1 {2,}1$/m);
    expect(stdout).toMatch(/^≠ {2}rmse\.holdout {2,}8\.824 {2,}0\.560 {2,}−8\.265$/m);
    const document = await callJson(root, 'runs', '--compare', 'v1', 'v2');
    expect(document['parameters']).toContainEqual({
      name: 'recipe',
      before: 'by-zone',
      after: 'main',
      differs: true,
    });
    expect((await call(root, 'runs', '--compare', 'v1')).stderr).toContain('it takes two runs to compare');
  });

  it('are not listed past a broken one', async () => {
    const root = await published();
    const dir = join(root, 'out', 'runs', 'parcels');
    expect(existsSync(dir)).toBe(true);
    writeFileSync(join(dir, 'broken.json'), '{"id":');
    const { exitCode, stderr } = await call(root, 'runs');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringMatching(
        /line 1 of \S+broken\.json\s+is\s+broken:\s+it\s+is\s+not\s+JSON[\s\S]+delete it/,
      ),
    });
    renameSync(join(dir, 'broken.json'), join(dir, 'broken.txt'));
    expect((await call(root, 'runs')).exitCode).toBe(0);
  });
});

it('the log of decisions tells runs of the branch and of here beside the registry', async () => {
  const root = await published();
  expect((await call(root, 'history', '--log')).stdout).toContain('Without what the loop did: the branch');
  record(root, runOf({ model: 'parcels', verdict: { kind: 'hold', reasons: ['No worse.'] } }));
  const { stdout } = await call(root, 'history', '--log');
  const sentences = stdout
    .replace(/\n {18}/g, ' ')
    .trimEnd()
    .split('\n');
  expect(sentences[0]).toBe(
    '2024-05-06 05:23  For a release, a model was trained on 2024-01 and 2024-02: RMSE 4.500 min on 2024-03. The gate held it back: No worse.',
  );
  expect(sentences.slice(1).map((sentence) => sentence.slice(18, 40))).toEqual([
    'By hand, a model was t',
    'v1 was registered with',
    'v1 became the first ch',
    'By hand, a model was t',
    'v2 was registered with',
    'v2 became the champion',
    'By hand, a model was t',
  ]);
});
