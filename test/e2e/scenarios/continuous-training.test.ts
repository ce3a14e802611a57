import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type MonthMirror, serveMonths } from '../world/serve-months.ts';
import {
  championAt,
  embedded,
  expectRuns,
  FOLDER,
  LOCK_FILE,
  MODEL,
  monthFile,
  WITHHELD,
  withheld,
  worlds,
} from './rides.ts';

const WORKFLOW = 'continuous-training.yml';
const WITHOUT_CI = { except: ['CI', 'Comment'] };
const start = worlds();

const mirrors: { mirror: MonthMirror; dir: string }[] = [];
afterEach(async () => {
  for (const { mirror, dir } of mirrors.splice(0)) {
    await mirror.close();
    rmSync(dir, { recursive: true });
  }
});

type Months = Readonly<Record<string, Uint8Array>>;
const january = () => ({ '2021-01': embedded('2021-01') });
const february = () => ({ '2021-02': embedded('2021-02') });

/** A source that has some months, and a repository that is pointed at it, with v1 in production. */
async function publish(months: Months) {
  const dir = mkdtempSync(join(tmpdir(), 'ratchet-months-'));
  const put = (more: Months) => {
    for (const [period, bytes] of Object.entries(more)) writeFileSync(join(dir, monthFile(period)), bytes);
  };
  put(months);
  const mirror = await serveMonths(dir);
  mirrors.push({ mirror, dir });
  const variables = { RATCHET_MIRROR: `${mirror.url}/${monthFile('{period}')}` };
  const hub = await start({ files: withheld, settings: { variables } });
  return { hub, put };
}

describe('continuous training', () => {
  test('takes in a new month, releases what it makes of it, and first makes up for a deployment', async () => {
    const { hub } = await publish({ ...january(), ...february(), [WITHHELD]: embedded(WITHHELD) });
    await hub.schedule(WORKFLOW);
    await expectRuns(hub, ['Continuous training: success', 'Deploy: success'], WITHOUT_CI);
    expect(await championAt(hub, `${MODEL}/production`)).toBe('v1');
    const [release] = hub.pulls();
    expect(release!.title).toMatch(/^Release nyc-green-taxi v2: RMSE 4\.78\d min/);
    const lock = JSON.parse((await hub.file(LOCK_FILE, release!.head.sha))!) as { months: object };
    expect(Object.keys(lock.months)).toEqual(['2021-01', '2021-02', WITHHELD]);

    await hub.merge(release!);
    await expectRuns(hub, ['Deploy: success', 'Release: success'], WITHOUT_CI);
    expect(await championAt(hub, `${MODEL}/production`)).toBe('v2');
    expect(await hub.file(`${FOLDER}/data/${monthFile(WITHHELD)}`)).toBeUndefined();
    const assets = hub.releases().find(({ tag }) => tag === `${MODEL}/v2`)!.assets;
    expect(assets.map(({ name }) => name)).toContain(monthFile(WITHHELD));
  });

  test('says so where there is no new month, and trains nothing', async () => {
    const { hub } = await publish({ ...january(), ...february() });
    await hub.schedule(WORKFLOW);
    const [run] = await expectRuns(hub, ['Continuous training: success'], { except: ['Deploy'] });
    expect(run!.summaries.join()).toContain('No new month: 2021-02 is the newest there is.');
    expect(run!.log).not.toContain('training: ');
    expect(hub.pulls('all')).toEqual([]);
    expect(await hub.issues()).toEqual([]);
  });

  test('puts an invalid month aside, opens one incident, and closes it when the month is healthy', async () => {
    const { hub, put } = await publish({ ...january(), ...february(), [WITHHELD]: embedded('2021-02') });
    for (let week = 0; week < 2; week++) {
      await hub.schedule(WORKFLOW);
      await expectRuns(hub, ['Continuous training: success'], { except: ['Deploy'] });
    }
    const [incident, ...others] = await hub.issues();
    expect(others).toEqual([]);
    expect(incident!.body).toContain(WITHHELD);
    expect(await championAt(hub)).toBe('v1');
    expect(hub.pulls('all')).toEqual([]);

    put({ [WITHHELD]: embedded(WITHHELD) });
    await hub.schedule(WORKFLOW);
    await expectRuns(hub, ['Continuous training: success'], { except: ['Deploy', 'CI'] });
    expect(await hub.issues()).toEqual([]);
    expect(hub.pulls()).toHaveLength(1);
  });

  test('takes a locked month that was published anew for an incident, and goes on using the locked file', async () => {
    const { hub } = await publish({ ...january(), '2021-02': embedded(WITHHELD) });
    await hub.schedule(WORKFLOW);
    await expectRuns(hub, ['Continuous training: success'], { except: ['Deploy'] });
    const [incident] = await hub.issues();
    expect(incident!.body).toContain('2021-02');
    expect(await hub.file(LOCK_FILE)).not.toContain(WITHHELD);
    expect(await championAt(hub)).toBe('v1');
  });

  test('believes a source that has nothing at all in nothing, and fails', async () => {
    const { hub } = await publish({});
    await hub.schedule(WORKFLOW);
    const [run] = await expectRuns(hub, ['Continuous training: failure'], { except: ['Deploy'] });
    expect(run!.annotations.map(({ message }) => message).join()).toContain('2021-02');
    expect(hub.pulls('all')).toEqual([]);
  });
});
