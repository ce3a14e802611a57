import { describe, expect, test } from 'vitest';
import { parseRegistry } from '../../../pipeline/publish/registry.ts';
import { killAfterWrite } from '../github/faults.ts';
import type { World } from '../world/world.ts';
import { FOLDER, MODEL, parcels, REGISTRY } from './parcels.ts';
import { championAt, expectRuns, worlds } from './rides.ts';

const start = worlds();
const WITHOUT_CI = { except: ['CI', 'Comment', 'Site'] };
/** E2E_KILLS=20 takes some ten minutes. */
const KILLS = Number(process.env['E2E_KILLS'] ?? 3);

/** A registry whose chain holds, each version once, with its five files on main. */
async function expectWhole(hub: World): Promise<readonly string[]> {
  const events = parseRegistry((await hub.file(REGISTRY))!);
  const versions = events.flatMap(({ event, version }) => (event === 'registered' ? [version] : []));
  expect(new Set(versions).size).toBe(versions.length);
  for (const version of versions)
    for (const name of ['model.json', 'metrics.json', 'profile.json', 'manifest.json', 'card.md'])
      expect(await hub.file(`${FOLDER}/versions/${version}/${name}`)).toBeDefined();
  return versions;
}

describe('versions', () => {
  test('two runs at once make one', async () => {
    const hub = await start({ files: await parcels('auto-merge') });
    await hub.dispatch('release.yml');
    await hub.dispatch('continuous-training.yml', { asked: 'true' });
    await hub.settle({ parallel: 2, ...WITHOUT_CI });
    expect(await expectWhole(hub)).toEqual(['v1', 'v2']);
    expect(await championAt(hub, 'main', REGISTRY)).toBe('v2');
  });

  test(`none is lost, doubled or half-written over ${KILLS} kills`, { timeout: 3_000_000 }, async () => {
    let state = 20_210_101;
    /** A whole number from 1 to `high`. */
    const random = (high: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return 1 + (state % high);
    };
    let kills = 0;
    while (kills < KILLS) {
      const hub = await start({ files: await parcels('auto-merge') });
      const isDone = async () =>
        (await hub.commitAt(`${MODEL}/production`)) !== undefined &&
        (await championAt(hub, `${MODEL}/production`, REGISTRY)) === 'v2';
      while (!(await isDone())) {
        // A release makes some eight writes, its deployment some fifteen more.
        hub.github.faults.splice(0, 1, killAfterWrite(random(23)));
        await hub.dispatch((await championAt(hub, 'main', REGISTRY)) === 'v2' ? 'deploy.yml' : 'release.yml');
        const runs = await hub.settle(WITHOUT_CI);
        kills += runs.filter(({ conclusion }) => conclusion === 'cancelled').length;
        const versions = await expectWhole(hub);
        expect([['v1'], ['v1', 'v2']]).toContainEqual(versions);
      }
      hub.github.faults.splice(0);
      await hub.dispatch('deploy.yml');
      await hub.dispatch('release.yml');
      await expectRuns(hub, ['Deploy: success', 'Release: success'], WITHOUT_CI);
      expect(await expectWhole(hub)).toEqual(['v1', 'v2']);
      expect(hub.releases().map(({ tag, draft }) => [tag, draft])).toEqual([[`${MODEL}/v2`, false]]);
      expect(hub.pulls()).toEqual([]);
    }
  });
});
