import { describe, expect, test } from 'vitest';
import { answerWith } from '../github/faults.ts';
import { statusesOf } from '../github/status-of.ts';
import type { World } from '../world/world.ts';
import { REGISTRY as PARCELS, parcels } from './parcels.ts';
import {
  CONTRACT,
  championAt,
  expectRuns,
  MODEL,
  replace,
  retitled,
  secondVersion,
  worlds,
} from './rides.ts';

const start = worlds();
/** CI of pushes to main is the business of other scenarios. */
const WITHOUT_CI = { except: ['CI', 'Comment'] };

const policy = (name: string) => replace('gate:\n', `release:\n  policy: ${name}\n\ngate:\n`);

/** The tag that says what is live, as the champion of its commit. */
const liveIn = (hub: World) => championAt(hub, `${MODEL}/production`);

describe('a change of main', () => {
  test('is released by a pull request, deployed when a person merges it, and starts nothing more', async () => {
    const hub = await start();
    const pull = await hub.openPullRequest({ files: retitled('Rides') });
    await hub.settle({ except: ['CI', 'Comment'] });
    await hub.merge(pull);
    await expectRuns(hub, ['Release: success'], WITHOUT_CI);

    const [release] = hub.pulls();
    expect(release).toMatchObject({ user: 'github-actions[bot]', head: { ref: `ratchet/release/${MODEL}` } });
    expect(release!.title).toMatch(
      /^Release nyc-green-taxi v2: RMSE 4\.78\d min, 0\.25\d min less than champion v1$/,
    );
    expect(statusesOf(hub.github.hub, release!.head.sha)).toMatchObject([
      { context: 'ratchet', state: 'success' },
    ]);
    expect(hub.github.hub.signedCommits.has(release!.head.sha)).toBe(true);
    expect(await championAt(hub)).toBe('v1');

    await hub.merge(release!);
    const runs = await expectRuns(hub, ['Deploy: success', 'Release: success'], WITHOUT_CI);
    expect(runs.find(({ workflow }) => workflow === 'Release')!.summaries.join()).toContain('no new digest');
    expect(await liveIn(hub)).toBe('v2');
    expect(hub.pulls()).toEqual([]);
    expect(hub.releases()).toMatchObject([{ tag: `${MODEL}/v2`, draft: false }]);
    expect(
      hub
        .releases()[0]!
        .assets.map(({ name }) => name)
        .sort(),
    ).toEqual([
      'SHA256SUMS',
      'card.md',
      'green_tripdata_2021-01.parquet',
      'green_tripdata_2021-02.parquet',
      'green_tripdata_2021-03.parquet',
      'manifest.json',
      'metrics.json',
      'model.json',
      'profile.json',
    ]);
    const [deployment] = hub.github.hub.deployments;
    expect(deployment).toMatchObject({ environment: 'production' });
    expect(deployment!.statuses.at(-1)).toMatchObject({
      state: 'success',
      environmentUrl: expect.stringContaining(`${MODEL}%2Fv2`),
    });
  });

  test('goes all the way by itself where the policy is auto-merge', async () => {
    const hub = await start();
    await hub.push({ files: { [CONTRACT]: policy('auto-merge') } });
    await expectRuns(hub, ['Release: success', 'Deploy: success'], WITHOUT_CI);
    expect(await championAt(hub)).toBe('v2');
    expect(await liveIn(hub)).toBe('v2');
    expect(hub.pulls('all').map(({ state, mergedBy }) => [state, mergedBy])).toEqual([
      ['closed', 'github-actions[bot]'],
    ]);
  });

  test('waits for a person where rules of the branch forbid what the policy wants', async () => {
    const rules = { main: { requirePullRequest: true } };
    const hub = await start({ files: { [CONTRACT]: policy('direct') }, settings: { rules } });
    await hub.dispatch('release.yml');
    const [run] = await expectRuns(hub, ['Release: success'], WITHOUT_CI);
    expect(hub.pulls()).toHaveLength(1);
    expect(run!.summaries.join()).toContain('may not go further by itself');
    expect(await championAt(hub)).toBe('v1');
  });

  test('waits on its branch where workflows may not open pull requests, and an issue says so', async () => {
    const hub = await start({ settings: { forbidPullRequests: true } });
    await hub.dispatch('release.yml');
    await expectRuns(hub, ['Release: success'], WITHOUT_CI);
    expect(hub.pulls('all')).toEqual([]);
    const [issue] = await hub.issues();
    expect(issue!.body).toContain(`/compare/main...ratchet/release/${MODEL}?expand=1`);
    expect(issue!.body).toContain('Allow GitHub Actions to create and approve pull requests');

    hub.github.settings.forbidPullRequests = false;
    await hub.dispatch('release.yml');
    await expectRuns(hub, ['Release: success'], WITHOUT_CI);
    expect(hub.pulls()).toHaveLength(1);
    expect(await hub.issues()).toEqual([]);
  });
});

describe('a deployment', () => {
  test('that fails leaves the last good version live, opens an issue, and closes it when one succeeds', async () => {
    const hub = await start();
    await hub.dispatch('deploy.yml');
    await expectRuns(hub, ['Deploy: success']);
    expect(await liveIn(hub)).toBe('v1');

    await hub.push({ files: await secondVersion() });
    const { faults } = hub.github;
    const message = 'Server Error';
    faults.push(answerWith({ status: 500, body: { message } }, /POST .*\/releases$/));
    await expectRuns(hub, ['Deploy: failure', 'Release: success'], WITHOUT_CI);
    expect(await liveIn(hub)).toBe('v1');
    const [incident] = await hub.issues();
    expect(incident!.title).toBe(`The deployment of ${MODEL} failed`);
    expect(incident!.body).toContain('**v1 stays live.**');

    faults.splice(0);
    await hub.dispatch('deploy.yml');
    await expectRuns(hub, ['Deploy: success']);
    expect(await liveIn(hub)).toBe('v2');
    expect(await hub.issues()).toEqual([]);
  });
});

describe('a rollback', () => {
  test('goes back by the same way, and has the open release judged anew', async () => {
    const hub = await start({ files: await parcels('pull-request', 2) });
    await hub.dispatch('release.yml');
    await expectRuns(hub, ['Release: success'], WITHOUT_CI);
    const [open] = hub.pulls();
    expect(open!.title).toMatch(/^Release parcels v3: .* than champion v2$/);

    await hub.dispatch('rollback.yml', { version: 'v1', reason: 'v2 forgets the zones' });
    await expectRuns(hub, ['Rollback: success'], WITHOUT_CI);
    const pull = hub.pulls().find(({ head }) => head.ref === 'ratchet/rollback/parcels')!;
    expect(pull.title).toBe('Roll parcels back from v2 to v1');
    expect(pull.body).toContain('Going back changes it by');
    await hub.merge(pull);
    await expectRuns(hub, ['Deploy: success', 'Release: success'], WITHOUT_CI);
    expect(await championAt(hub, 'parcels/production', PARCELS)).toBe('v1');
    const [release, ...others] = hub.pulls();
    expect(others).toEqual([]);
    expect(release!.number).toBe(open!.number);
    expect(release!.title).toMatch(/^Release parcels v3: .* than champion v1$/);
    await hub.merge(release!);
    await expectRuns(hub, ['Deploy: success', 'Release: success'], WITHOUT_CI);
    expect(await championAt(hub, 'parcels/production', PARCELS)).toBe('v3');
  });
});
