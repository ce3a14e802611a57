import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../pipeline/publish/manifest.ts';
import type { TracedLink } from '../../platform/run/trace/trace-here.ts';
import { call, callJson } from './call.ts';
import { commitAll, copiesOf, makeParcels, publishTwo } from './parcels.ts';

const published = copiesOf(async (root) => {
  await makeParcels(root);
  commitAll(root);
  await publishTwo(root);
});

const MODEL = 'models/parcels';
const manifestOf = (root: string, version: string) =>
  JSON.parse(readFileSync(join(root, MODEL, 'versions', version, 'manifest.json'), 'utf8')) as Manifest;

/** What a trace says of each kind of link. */
async function linksOf(
  root: string,
  ...version: readonly string[]
): Promise<(link: TracedLink['link']) => TracedLink[]> {
  const links = (await callJson(root, 'trace', ...version))['links'] as TracedLink[];
  return (kind) => links.filter(({ link }) => link === kind);
}

describe('a version', () => {
  it.each([
    ['as an argument', ['v1']],
    ['by --version, as other commands have it', ['--version', 'v1']],
  ])('is named %s', async (_, argv) => {
    expect(await callJson(await published(), 'trace', ...argv)).toMatchObject({ version: 'v1' });
  });
});

describe('the champion', () => {
  it('is traced from production to commit, data and verdict, and each link is found here', async () => {
    const root = await published();
    const { code, digest, contract, data } = manifestOf(root, 'v2');
    const document = await callJson(root, 'trace');
    expect(document).toMatchObject({ stage: 'trace', model: 'parcels', version: 'v2', digest });
    const links = document['links'] as TracedLink[];
    expect(links.map(({ link }) => link)).toEqual([
      ...[
        'deployment',
        'version',
        'digest',
        'event',
        'event',
        'manifest',
        'commit',
        'code',
        'contract',
        'run',
      ],
      ...['training', 'training', 'holdout', 'verdict', 'approval'],
    ]);
    const one = Object.fromEntries(links.map((link) => [link.link, link]));
    expect(one['deployment']).toMatchObject({ value: 'production' });
    expect(one['digest']).toMatchObject({
      value: digest,
      here: { holds: true, text: 'model.json, contract and data give it again' },
    });
    expect(one['manifest']?.here).toEqual({ holds: true, text: 'as registered' });
    expect(one['commit']).toMatchObject({ value: code.commit, here: { holds: true } });
    expect(one['code']).toMatchObject({
      value: code.digest,
      here: { holds: true, text: 'the code here is the same' },
    });
    expect(one['contract']).toMatchObject({
      value: contract,
      here: { holds: true, text: 'model.yaml here is the same' },
    });
    expect(one['holdout']).toMatchObject({
      value: '2024-03',
      detail: `200 rows, sha256 ${data.holdout[0]?.sha256}`,
      here: { holds: true, text: 'locked, here as parcels_2024-03.csv' },
    });
    expect(one['verdict']?.value).toBe('promote');
    expect(one['verdict']?.detail).toContain('Better than the champion v1');
    expect(one['approval']?.value).toBe('maintainers');
  });

  it('is shown in lines that fit the terminal', async () => {
    const { stdout, exitCode } = await call(await published(), 'trace');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^parcels v2\n\ndeployment {2}production · the champion since /);
    expect(stdout).toMatch(
      /\ntraining {4}2024-02 · 200 rows, sha256\n {12}[0-9a-f]{64}\n {12}✔ locked, here as parcels_2024-02\.csv\n/,
    );
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('another version', () => {
  it('is named, with or without its v, and is not in production', async () => {
    const root = await published();
    for (const name of ['v1', '1']) {
      const links = await linksOf(root, name);
      expect(links('version')).toMatchObject([{ value: 'v1', detail: 'superseded' }]);
      expect(links('deployment')).toMatchObject([{ value: 'none' }]);
      expect(links('training').map(({ value }) => value)).toEqual(['2024-01']);
    }
  });

  it('that never was is not found', async () => {
    const { exitCode, stderr } = await call(await published(), 'trace', 'v3');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no version v3.');
    expect(stderr).toContain('v1, v2');
  });

  it('is misspelt by anything but a number', async () => {
    const { exitCode, stderr } = await call(await published(), 'trace', 'latest');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('expected a version such as v3.');
  });
});

describe('the commit', () => {
  it('of a template is older than the squashed history of its clone, and the code digest stands in for it', async () => {
    const root = await published();
    rmSync(join(root, '.git'), { recursive: true });
    commitAll(root);
    const commit = manifestOf(root, 'v2').code.commit!.slice(0, 10);
    const links = await linksOf(root);
    expect(links('commit')[0]?.here).toEqual({
      holds: false,
      text: `commit ${commit} is older than this repository, whose history does not hold it; the code digest stands in for it`,
    });
    expect(links('code')[0]?.here?.holds).toBe(true);
  });

  it('cannot be looked up outside a git repository', async () => {
    const root = await published();
    rmSync(join(root, '.git'), { recursive: true });
    expect((await linksOf(root))('commit')[0]?.here?.text).toContain('this is not a git repository');
  });
});

describe('what does not hold here', () => {
  it('is a month that is missing, that is another one, or that the lock has another one for', async () => {
    const root = await published();
    rmSync(join(root, MODEL, 'data/parcels_2024-01.csv'));
    appendFileSync(join(root, MODEL, 'data/parcels_2024-02.csv'), '\n');
    const lock = join(root, MODEL, 'data.lock.json');
    const { sha256 } = manifestOf(root, 'v2').data.holdout[0]!;
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(sha256, 'c'.repeat(64)));
    const links = await linksOf(root);
    const [first, second] = links('training').map(({ here }) => here);
    expect(first).toEqual({ holds: false, text: 'locked, not on this machine' });
    expect(second?.text).toMatch(
      /^locked, here as parcels_2024-02\.csv which is another \(sha256 [0-9a-f]{64}\)$/,
    );
    expect(links('holdout')[0]?.here).toEqual({
      holds: false,
      text: `locked as another (sha256 ${'c'.repeat(64)}), here as parcels_2024-03.csv`,
    });
  });

  it('is a contract that was changed since, and a model.json', async () => {
    const root = await published();
    const contract = join(root, MODEL, 'model.yaml');
    writeFileSync(contract, readFileSync(contract, 'utf8').replace('ceiling: 30', 'ceiling: 31'));
    appendFileSync(join(root, MODEL, 'versions/v2/model.json'), '\n');
    const links = await linksOf(root);
    expect(links('contract')[0]?.here).toEqual({ holds: false, text: 'model.yaml here is another' });
    expect(links('digest')[0]?.here?.text).toMatch(
      /^model\.json, contract and data give sha256:[0-9a-f]{64}$/,
    );
    expect(links('manifest')[0]?.here).toEqual({ holds: true, text: 'as registered' });
  });
});
