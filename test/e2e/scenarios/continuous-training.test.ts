import { describe, expect, test } from 'vitest';
import type { Files } from '../world/seed.ts';
import { publishers } from './publishers.ts';
import {
  CONTRACT,
  championAt,
  embedded,
  expectRuns,
  FOLDER,
  LOCK_FILE,
  MODEL,
  monthFile,
  replace,
  WITHHELD,
  withheld,
  worlds,
} from './rides.ts';

const WORKFLOW = 'continuous-training.yml';
const WITHOUT_CI = { except: ['CI', 'Comment'] };
const start = worlds();

const publisher = publishers();

type Months = Readonly<Record<string, Uint8Array>>;
const january = () => ({ '2021-01': embedded('2021-01') });
const february = () => ({ '2021-02': embedded('2021-02') });

/** Every month is trained on, by a policy that says so; and old ones are no incident. */
const eager: Files = {
  ...withheld,
  [CONTRACT]: (text) =>
    replace(
      'gate:\n  promote_on',
      'retrain: { new_data: true }\ngate:\n  promote_on',
    )(replace('  - { freshness_days: 120, severity: warning }\n', '')(text)),
};

/** A source that has some months, and a repository that is pointed at it, with v1 in production. */
async function publish(months: Months) {
  const named = (some: Months) =>
    Object.fromEntries(Object.entries(some).map(([period, bytes]) => [monthFile(period), bytes]));
  const { variables, put } = await publisher(monthFile('{period}'), named(months));
  const hub = await start({ files: eager, settings: { variables } });
  return { hub, put: (more: Months) => put(named(more)) };
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
