import { afterEach, describe, expect, test } from 'vitest';
import { type World, type WorldOptions, world } from '../world/world.ts';
import { job, tiny } from './tiny.ts';

let hub: World;
const start = async (options: WorldOptions) => {
  hub = await world(options);
};
afterEach(async () => {
  expect(hub.github.violations).toEqual([]);
  await hub.close();
});

describe('events', () => {
  test('a push runs the workflows that listen to it, with the facts of the push', async () => {
    await start({
      from: tiny({ push: job('push', 'echo "$GITHUB_REF $GITHUB_SHA ${{ github.event.created }}"') }),
    });
    const sha = await hub.push({ files: { 'a.txt': 'a' } });
    const [run] = await hub.settle();
    expect(run).toMatchObject({
      workflow: 'push',
      event: 'push',
      conclusion: 'success',
      jobs: { only: 'success' },
    });
    expect(run?.log).toContain(`refs/heads/main ${sha} false`);
  });
});
