import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planRetirement } from '../../pipeline/publish/plan-retirement.ts';
import type { RegistryEvent } from '../../pipeline/publish/registry-event.ts';
import { call, callJson } from './call.ts';
import { copiesOf, makeParcels, publishTwo } from './parcels.ts';

const REGISTRY = 'models/parcels/registry.jsonl';

const empty = copiesOf(makeParcels);
const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

function eventsOf(root: string): RegistryEvent[] {
  const lines = readFileSync(join(root, REGISTRY), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as RegistryEvent);
}

/** What the terminal shows of a time. */
const minute = (at: string) => at.slice(0, 16).replace('T', ' ');

describe('a model without versions', () => {
  it('says so, and what makes one', async () => {
    expect(await call(await empty(), 'history')).toEqual({
      exitCode: 0,
      stdout:
        'parcels has no version yet. npm start trains a candidate and says whether it may become the first.\n',
      stderr: '',
    });
  });

  it('has an empty document', async () => {
    const document = await callJson(await empty(), 'history');
    expect(document).toEqual({
      schemaVersion: 1,
      stage: 'history',
      model: 'parcels',
      unit: 'min',
      versions: [],
      log: [],
    });
  });
});

describe('a model with versions', () => {
  it('shows what became of each, and every decision with its reason', async () => {
    const root = await published();
    await callJson(root, 'rollback', '--to', 'v1', '--reason', 'v2 is off at night', '--threads', '1');
    const events = eventsOf(root);
    const [registered, , second] = events.map(({ at }) => minute(at));
    const { stdout, exitCode } = await call(root, 'history');
    const lines = stdout.split('\n');
    expect(exitCode).toBe(0);
    expect(lines.slice(0, 4)).toEqual([
      'version  status       trained on        judged on   RMSE  when              by',
      `v1       champion     2024-01           2024-02    8.824  ${registered}  maintainers`,
      `v2       rolled-back  2024-01, 2024-02  2024-03    0.560  ${second}  maintainers`,
      '',
    ]);
    // Broken between words to the width of the terminal.
    const log = lines.slice(4).join(' ').replace(/\s+/g, ' ');
    expect(log).toContain(
      'v1 was registered with RMSE 8.824 min over 200 rows of 2024-02 (asked for by maintainers): Trained on 2024-01, judged on 2024-02.',
    );
    expect(log).toContain(
      'v2 became the champion, as better (asked for by maintainers): Better than the champion v1',
    );
    expect(log).toContain('v2 was rolled back: v2 is off at night');
    expect(log).toContain('v1 was made the champion again: v2 is off at night');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('gives the same as one document, and tells superseded and retired apart', async () => {
    const root = await published();
    const registry = readFileSync(join(root, REGISTRY), 'utf8');
    expect((await callJson(root, 'history'))['versions']).toMatchObject([
      { version: 'v1', status: 'superseded', trainedOn: ['2024-01'], by: 'maintainers' },
      { version: 'v2', status: 'champion', trainedOn: ['2024-01', '2024-02'] },
    ]);
    appendFileSync(
      join(root, REGISTRY),
      planRetirement({ registry, version: 'v1', at: '2024-05-01T06:30:00Z', reason: 'Too old.' }),
    );
    const document = await callJson(root, 'history');
    const [first] = eventsOf(root);
    expect(document['versions']).toMatchObject([
      {
        version: 'v1',
        status: 'retired',
        digest: first!.digest,
        registeredAt: first!.at,
        holdout: { periods: ['2024-02'], rows: 200 },
      },
      { version: 'v2', status: 'champion' },
    ]);
    expect((document['log'] as unknown[]).at(-1)).toEqual({
      at: '2024-05-01T06:30:00Z',
      event: 'retired',
      version: 'v1',
      sentence: 'v1 was retired: Too old.',
    });
  });

  it('that is broken is not told as if it were whole', async () => {
    const root = await published();
    const text = readFileSync(join(root, REGISTRY), 'utf8');
    writeFileSync(join(root, REGISTRY), text.replace('maintainers', 'someone-else'));
    const { exitCode, stdout, stderr } = await call(root, 'history');
    expect([exitCode, stdout]).toEqual([4, '']);
    expect(stderr).toContain('Line 1 of models/parcels/registry.jsonl is broken: its hash is');
  });
});
