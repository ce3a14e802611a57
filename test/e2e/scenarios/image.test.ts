import { expect, test } from 'vitest';
import { answerWith } from '../github/faults.ts';
import type { World } from '../world/world.ts';
import { REGISTRY as PARCELS, parcels } from './parcels.ts';
import { championAt, expectRuns, replace, worlds } from './rides.ts';

const start = worlds();
const WITHOUT_CI = { except: ['CI', 'Comment', 'Release'] };
const NAME = 'ghcr.io/octo-taxi/my-ratchet/parcels';

/** A repository whose champion is v2, and whose deployments make containers. */
const withImages = async () =>
  start({ files: await parcels('pull-request', 2), settings: { variables: { RATCHET_IMAGE: 'on' } } });

/** Addresses of the registry without what a version was made from, and what they stand for. */
function tagsOf({ github }: World): Record<string, string> {
  return Object.fromEntries(
    [...github.hub.images.tags].filter(([address]) => !/-[0-9a-f]{12}$/.test(address)),
  );
}

async function deploys(hub: World, conclusion: 'success' | 'failure') {
  await hub.dispatch('deploy.yml');
  const runs = await expectRuns(hub, [`Deploy: ${conclusion}`], WITHOUT_CI);
  return runs.find(({ workflow }) => workflow === 'Deploy')!;
}

test('a container is built, tried, pushed by its version and attested; its tag of production moves last', async () => {
  const hub = await withImages();
  const { writes, tags } = hub.github.hub.images;
  const { log } = await deploys(hub, 'success');
  const digest = tags.get(`${NAME}:v2`)!;
  expect(writes).toEqual([
    `push ${NAME}:v2`,
    expect.stringMatching(new RegExp(`^push ${NAME}:v2-[0-9a-f]{12}$`)),
    `tag ${NAME}:production`,
  ]);
  expect(tagsOf(hub)).toEqual({ [`${NAME}:v2`]: digest, [`${NAME}:production`]: digest });
  expect(hub.github.hub.attestations).toContainEqual(
    expect.objectContaining({ subject: NAME, sha256: digest.slice('sha256:'.length) }),
  );
  expect(log).toContain('docker run --detach --read-only');

  // The second time there is nothing to do.
  const again = await deploys(hub, 'success');
  expect(writes).toHaveLength(3);
  expect(again.log).not.toContain('docker build --pull');
  expect(again.summaries.join()).toContain('is in the registry already');

  await hub.dispatch('rollback.yml', { version: 'v1', reason: 'v2 forgets the zones' });
  await expectRuns(hub, ['Rollback: success'], WITHOUT_CI);
  await hub.merge(hub.pulls()[0]!);
  await expectRuns(hub, ['Deploy: success'], WITHOUT_CI);
  const back = tags.get(`${NAME}:v1`)!;
  expect(back).not.toBe(digest);
  expect(tagsOf(hub)).toEqual({
    [`${NAME}:v1`]: back,
    [`${NAME}:v2`]: digest,
    [`${NAME}:production`]: back,
  });
});

test('a container that predicts otherwise than the command line, or is not pushed whole, leaves the last good live', async () => {
  const hub = await withImages();
  const { faults, hub: state } = hub.github;
  await deploys(hub, 'success');
  const before = tagsOf(hub);
  const live = await hub.commitAt('parcels/production');
  const expectUnmoved = async () => {
    expect(tagsOf(hub)[`${NAME}:production`]).toBe(before[`${NAME}:production`]);
    expect(await hub.commitAt('parcels/production')).toBe(live);
    const [incident] = await hub.issues();
    expect(incident!.title).toBe('The deployment of parcels failed');
    expect(incident!.body).toContain('**v2 stays live.**');
  };
  expect(live).toBeDefined();

  const answer = 'service/routes/predict.ts';
  const [right, wrong] = ['player, prediction, warnings)', 'player, prediction + 1e-9, warnings)'];
  await hub.push({ files: { [answer]: replace(right, wrong) } });
  const { log } = await deploys(hub, 'failure');
  expect(log).toMatch(/failed its smoke test: its prediction of a typical ride is [\d.]+, expected [\d.]+/);
  expect(tagsOf(hub)).toEqual(before);
  await expectUnmoved();

  await hub.push({ files: { [answer]: (text) => `${text.replace(wrong, right)}// Right again.\n` } });
  faults.push(answerWith({ status: 500, body: { message: 'blob upload unknown' } }, /registry\/push$/));
  await deploys(hub, 'failure');
  await expectUnmoved();

  faults.splice(0);
  await deploys(hub, 'success');
  expect(await hub.issues()).toEqual([]);
  expect(tagsOf(hub)[`${NAME}:production`]).toBe(tagsOf(hub)[`${NAME}:v2`]);
  expect(await championAt(hub, 'parcels/production', PARCELS)).toBe('v2');
  expect(state.images.tags.get(`${NAME}:production`)).not.toBe(before[`${NAME}:production`]);
});

test('no container is made where the repository does not want one', async () => {
  const hub = await start({ files: await parcels('pull-request') });
  const { jobs } = await deploys(hub, 'success');
  expect(jobs).toMatchObject({ image: 'skipped', switch: 'success' });
  expect(hub.github.hub.images.writes).toEqual([]);
});
