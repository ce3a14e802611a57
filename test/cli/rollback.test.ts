import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRegistry } from '../../pipeline/publish/registry.ts';
import { championOf, rolledBackDigests } from '../../pipeline/publish/registry-state.ts';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels, publishTwo } from './parcels.ts';

const MODEL = 'models/parcels';
const REGISTRY = `${MODEL}/registry.jsonl`;
const THREADS = ['--threads', '1'];

const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

const registryOf = (root: string) => readFileSync(join(root, REGISTRY), 'utf8');
const goBack = ['rollback', '--to', 'v1', '--reason', 'v2 is off at night', ...THREADS];
const saying = (stderr: string) => stderr.replace(/\s+/g, ' ');

describe('a rollback', () => {
  it('shows both errors on the newest month, then makes the version the champion again', async () => {
    const root = await published();
    const before = registryOf(root);
    const { exitCode, stdout, stderr } = await call(root, ...goBack, '--by', 'maintainers');
    expect(exitCode).toBe(0);
    // v2 was published at 0.560 against v1's 8.924 on this very month, in the gate's own words.
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'error on 2024-03, the newest month here, over 200 rows',
      '  v1  RMSE 8.924 min',
      '  v2, champion  RMSE 0.560 min',
    ]);
    expect(stderr).toMatch(/^ {2}going back changes it by \+8\.365 \[\+7\.\d{3}, \+8\.\d{3}\] min$/m);
    expect(stdout).toContain(
      'went back from v2 to v1: v2 is off at night\n  models/parcels/registry.jsonl\n',
    );
    expect(registryOf(root).startsWith(before)).toBe(true);
    const events = parseRegistry(registryOf(root));
    expect(events.slice(-2)).toMatchObject([
      { event: 'rolled-back', version: 'v2', reason: 'v2 is off at night', by: 'maintainers' },
      { event: 'promoted', version: 'v1', basis: 'rollback', by: 'maintainers' },
    ]);
    expect(championOf(events)?.version).toBe('v1');
  });

  it('done twice is done once', async () => {
    const root = await published();
    await call(root, ...goBack);
    const after = registryOf(root);
    expect(await call(root, ...goBack)).toEqual({
      exitCode: 0,
      stdout: 'v1 is the champion already; nothing to do\n',
      stderr: '',
    });
    expect(registryOf(root)).toBe(after);
  });

  it('is only shown by a dry run, in one document where asked for', async () => {
    const root = await published();
    const before = registryOf(root);
    const document = await callJson(root, ...goBack, '--dry-run');
    expect(registryOf(root)).toBe(before);
    expect(document).toMatchObject({
      stage: 'rollback',
      kind: 'roll-back',
      from: 'v2',
      to: 'v1',
      dryRun: true,
      errors: {
        period: '2024-03',
        rows: 200,
        unit: 'min',
        target: { version: 'v1', hasSeenIt: false },
        champion: { version: 'v2' },
      },
      events: [{ event: 'rolled-back' }, { event: 'promoted' }],
    });
    expect((await call(root, ...goBack, '--dry-run')).stdout).toContain('would go back from v2 to v1');
  });

  it('leaves behind a model that the gate holds until a person brings it again', async () => {
    const root = await published();
    await call(root, ...goBack);
    const { digest } = parseRegistry(registryOf(root)).find(({ version }) => version === 'v2')!;
    expect(rolledBackDigests(parseRegistry(registryOf(root)))).toEqual([digest]);
    // The very candidate that became v2.
    const again = await callJson(
      root,
      'run',
      '--train',
      '2024-01,2024-02',
      '--holdout',
      '2024-03',
      ...THREADS,
    );
    expect(again).toMatchObject({
      digest,
      verdict: {
        kind: 'hold',
        reasons: ['This very model was rolled back before, and is not promoted again by itself.'],
      },
    });
    await call(root, 'rollback', '--to', 'v2', '--reason', 'It was the clock, not the model', ...THREADS);
    expect(
      await callJson(root, 'run', '--train', '2024-01,2024-02', '--holdout', '2024-03', ...THREADS),
    ).toMatchObject({ verdict: { kind: 'unchanged' } });
  });

  it('says where a version was trained on the month that it is shown on', async () => {
    const root = await published();
    rmSync(join(root, MODEL, 'data/parcels_2024-03.csv'));
    const { stderr } = await call(root, ...goBack, '--dry-run');
    expect(stderr).toContain(
      'error on 2024-02, the newest month here, over 200 rows\n  v1  RMSE 8.824 min\n',
    );
    expect(stderr).toMatch(/v2, champion {2}RMSE 0\.\d{3} min \(it was trained on 2024-02\)\n/);
  });

  it('from a champion that cannot be read is possible: it may be why', async () => {
    const root = await published();
    writeFileSync(join(root, MODEL, 'versions/v2/model.json'), '{"broken":');
    const { exitCode, stderr } = await call(root, ...goBack);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('  v1  RMSE 8.924 min\n  v2 cannot be read: ');
    expect(championOf(parseRegistry(registryOf(root)))?.version).toBe('v1');
  });
});

describe('nothing is written', () => {
  it.each<[string, (root: string) => void, readonly string[], number, string]>([
    [
      'to a version that never was',
      () => {},
      ['--to', 'v7', '--reason', 'x'],
      2,
      'There is no version v7. what to do: Versions: v1, v2.',
    ],
    ['without a reason', () => {}, ['--to', 'v1'], 2, "required option '--reason <text>' not specified"],
    ['with an empty reason', () => {}, ['--to', 'v1', '--reason', '  '], 2, 'expected a few words.'],
    ['to nothing', () => {}, ['--reason', 'x'], 2, "required option '--to <version>' not specified"],
    [
      'to a version whose files were changed',
      (root) => appendFileSync(join(root, MODEL, 'versions/v1/model.json'), ' '),
      ['--to', 'v1', '--reason', 'x'],
      4,
      'v1 is broken: expected sha256',
    ],
    [
      'where no month is here',
      (root) => rmSync(join(root, MODEL, 'data'), { recursive: true }),
      ['--to', 'v1', '--reason', 'x'],
      2,
      'no month on this machine to measure the error of v1 on',
    ],
    [
      'where the registry is broken',
      (root) => writeFileSync(join(root, REGISTRY), registryOf(root).slice(0, -5)),
      ['--to', 'v1', '--reason', 'x'],
      4,
      'registry.jsonl is broken: it does not end in a newline',
    ],
  ])('%s', async (_, change, options, code, reason) => {
    const root = await published();
    change(root);
    const before = registryOf(root);
    const { exitCode, stdout, stderr } = await call(root, 'rollback', ...options, ...THREADS);
    expect([exitCode, stdout]).toEqual([code, '']);
    expect(saying(stderr)).toContain(reason);
    expect(registryOf(root)).toBe(before);
  });
});
