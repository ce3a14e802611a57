import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../pipeline/digest/digest.ts';
import { takeStock } from '../../../platform/retrain/take-stock.ts';
import { knownPeriods } from '../../../platform/run/ingest-period.ts';
import { withWorkspace } from '../../../platform/run/workspace.ts';
import { copiesOf, csvOf, MONTHS, makeParcels, publishTwo } from '../../cli/parcels.ts';
import { errorOf } from '../error-of.ts';
import { monthServers } from '../month-server.ts';

const publisher = monthServers();
const published = copiesOf(async (root) => {
  await makeParcels(root);
  await publishTwo(root);
});

/** Accepts files as the months that they are. */
function accept(root: string, months: Readonly<Record<string, string>>): void {
  const entries = Object.entries(months).map(
    ([period, text]) => `${period}:\n  sha256: ${sha256(text)}\n  reason: Looked at.\n`,
  );
  writeFileSync(join(root, 'models/parcels/accepted-months.yaml'), entries.join(''));
}

/** A repository of three locked months, and a publisher that has them. */
async function start(today = '2024-05-20') {
  const root = await published();
  const server = await publisher();
  for (const month of MONTHS) server.files.set(`${month}.csv`, csvOf(month));
  const look = (wanted?: string) =>
    withWorkspace({ root, threads: 1, today }, async (workspace) => ({
      ...(await takeStock({ ...workspace, mirror: server.address('{period}.csv') }, wanted)),
      here: knownPeriods(workspace),
    }));
  return { root, server, look };
}

describe('a look at the source', () => {
  it('finds nothing while nothing new is published', async () => {
    const { look } = await start();
    expect(await look()).toMatchObject({
      known: [...MONTHS],
      fresh: [],
      invalid: [],
      republished: [],
      overdue: null,
      warnings: [],
    });
  });

  it('takes in a new month', async () => {
    const { look, server } = await start();
    server.files.set('2024-04.csv', csvOf('2024-04'));
    const all = [...MONTHS, '2024-04'];
    expect(await look()).toMatchObject({ known: all, fresh: ['2024-04'], here: all });
  });

  it('leaps over months that no window holds any more', async () => {
    const { look, server } = await start('2025-01-10');
    for (const month of ['2024-04', '2024-08', '2024-09', '2024-10'])
      server.files.set(`${month}.csv`, csvOf(month));
    expect((await look()).fresh).toEqual(['2024-08', '2024-09', '2024-10']);
    expect(server.asked).not.toContain('GET 2024-04.csv');
  });

  it('goes no further than the month that it is asked for', async () => {
    const { look, server } = await start();
    for (const month of ['2024-04', '2024-05']) server.files.set(`${month}.csv`, csvOf(month));
    expect((await look('2024-04')).fresh).toEqual(['2024-04']);
    const error = await errorOf(() => look('2024-06'));
    expect([error.code, error.message]).toEqual(['not-found', '2024-06 is no new month of the source']);
    expect((await errorOf(() => look('2024-03'))).message).toBe('2024-03 is no new month of the source');
  });

  it('puts an invalid month aside, where nothing finds it', async () => {
    const { look, server, root } = await start();
    const broken = csvOf('2024-04').replace(/,[\d.]+,([a-d])\n/, ',,$1\n');
    server.files.set('2024-04.csv', broken);
    const { invalid, known, here } = await look();
    expect(invalid).toMatchObject([{ period: '2024-04', faults: [{ rows: 1 }] }]);
    expect(invalid[0]!.faults[0]!.message).toContain('miles');
    expect([known, here]).toEqual([[...MONTHS], [...MONTHS]]);
    expect(readFileSync(join(root, 'out/cache/quarantine/parcels_2024-04.csv'), 'utf8')).toBe(broken);
    // The publisher has put it right.
    server.files.set('2024-04.csv', csvOf('2024-04'));
    expect(await look()).toMatchObject({ fresh: ['2024-04'], invalid: [] });
  });

  it('takes in an invalid month that a person accepted, as that very file and no other', async () => {
    const { look, server, root } = await start();
    const broken = csvOf('2024-04').replace(/,[\d.]+,([a-d])\n/, ',,$1\n');
    server.files.set('2024-04.csv', broken);
    accept(root, { '2024-04': broken });
    const { invalid, fresh, warnings } = await look();
    expect([invalid, fresh]).toEqual([[], ['2024-04']]);
    expect(warnings).toEqual([
      '2024-04: accepted as it is: Looked at.',
      expect.stringMatching(/^2024-04: .*miles/),
    ]);
    // Published anew it is another, which nobody has looked at, though nothing is wrong with it.
    server.files.set('2024-04.csv', csvOf('2024-04'));
    rmSync(join(root, 'out'), { recursive: true });
    expect(await look()).toMatchObject({
      fresh: [],
      invalid: [
        {
          period: '2024-04',
          sha256: sha256(csvOf('2024-04')),
          faults: [
            {
              message: expect.stringContaining(
                `sha256 ${sha256(broken)}, found ${sha256(csvOf('2024-04'))};`,
              ),
            },
          ],
        },
      ],
    });
  });

  it('looks again for a month that was passed over once it is accepted, and for no other', async () => {
    const { look, server, root } = await start();
    // As if 2024-02 had been held, and the month after it locked.
    const lock = join(root, 'models/parcels/data.lock.json');
    const { months, ...rest } = JSON.parse(readFileSync(lock, 'utf8'));
    const { '2024-01': first, '2024-03': last } = months;
    writeFileSync(lock, JSON.stringify({ ...rest, months: { '2024-01': first, '2024-03': last } }));
    expect(await look()).toMatchObject({ known: ['2024-01', '2024-03'], fresh: [] });

    accept(root, { '2024-02': csvOf('2024-02') });
    expect(await look()).toMatchObject({ known: [...MONTHS], fresh: ['2024-02'], overdue: null });
    server.files.set('2024-04.csv', csvOf('2024-04'));
    expect(await look()).toMatchObject({
      known: [...MONTHS, '2024-04'],
      fresh: ['2024-02', '2024-04'],
    });
  });

  it('fetches no month anew that is accepted and locked', async () => {
    const { look, root } = await start();
    accept(root, { '2024-02': csvOf('2024-02') });
    expect(await look()).toMatchObject({ known: [...MONTHS], fresh: [], invalid: [] });
  });

  it('ends in an error where what was accepted cannot be read', async () => {
    const { look, root } = await start();
    writeFileSync(
      join(root, 'models/parcels/accepted-months.yaml'),
      '2024-02:\n  sha256: abc\n  reason: So.\n',
    );
    expect(await errorOf(look)).toMatchObject({
      code: 'contract',
      message: 'models/parcels/accepted-months.yaml: 2024-02.sha256: a sha256 is 64 hex digits',
    });
  });

  it('puts aside what is no file of rows', async () => {
    const { look, server } = await start();
    server.files.set('2024-04.csv', csvOf('2024-04'));
    server.files.set('2024-05.csv', 'started,minutes\n2024-05-01,7\n');
    const { fresh, invalid } = await look();
    expect(fresh).toEqual(['2024-04']);
    expect(invalid).toMatchObject([{ period: '2024-05', faults: [{ rows: null }] }]);
  });

  it('tells of a month that was published anew', async () => {
    const { look, server, root } = await start();
    server.files.set('2024-03.csv', csvOf('2024-03').replace('a\n', 'b\n'));
    const { republished } = await look();
    expect(republished).toMatchObject([{ period: '2024-03', source: 'parcels_2024-03.csv' }]);
    expect(republished[0]!.found).not.toBe(republished[0]!.locked);
    expect(existsSync(join(root, 'out/cache/published/parcels_2024-03.csv'))).toBe(false);
  });

  it('does not take a month for published anew that is not there any more', async () => {
    const { look, server } = await start();
    server.files.delete('2024-02.csv');
    expect((await look()).republished).toEqual([]);
  });

  it('tells of a month that is overdue', async () => {
    const { look, root } = await start('2024-06-05');
    const path = join(root, 'models/parcels/model.yaml');
    const check = 'checks:\n  - { freshness_days: 60, severity: warning }';
    writeFileSync(path, readFileSync(path, 'utf8').replace('checks:', check));
    expect((await look()).overdue).toEqual({
      period: '2024-04',
      sentence: '2024-04 is overdue: 2024-03 ended 65 days ago, and freshness_days is 60.',
    });
  });

  it('ends in an error, not in "nothing new", where the publisher is out of order', async () => {
    const { look, server } = await start();
    server.broken = 404;
    expect((await errorOf(look)).message).toBe(
      'the source has no month after 2024-03, and not 2024-03 either',
    );
    server.broken = 401;
    expect((await errorOf(look)).code).toBe('network');
  });

  it('says so where a clone has no month at all, and asks nobody', async () => {
    const { look, root, server } = await start();
    rmSync(join(root, 'models/parcels/data.lock.json'));
    rmSync(join(root, 'models/parcels/data'), { recursive: true });
    const { known, warnings } = await look();
    expect(known).toEqual([]);
    expect(warnings.join()).toMatch(/^No month of parcels is locked yet: /);
    expect(server.asked).toEqual([]);
  });
});
