import { afterEach, expect, test } from 'vitest';
import { leanTemplate } from '../world/seed.ts';
import { type World, world } from '../world/world.ts';

let hub: World;
afterEach(async () => {
  expect(hub.github.violations).toEqual([]);
  await hub.close();
});

const CONTRACT = 'models/nyc-green-taxi/model.yaml';
/** What ran, and how it ended, in the order of its end. */
const told = (runs: readonly { workflow: string; conclusion: string }[]) =>
  runs.map(({ workflow, conclusion }) => `${workflow}: ${conclusion}`);

test('a pull request that changes only a README trains nothing, and says so', async () => {
  hub = await world({ from: leanTemplate() });
  const pull = await hub.openPullRequest({
    files: { 'README.md': (text) => `${text}\nMore.\n` },
    fork: 'mona',
  });
  const runs = await hub.settle();
  expect(told(runs)).toEqual(['CI: success', 'Comment: success']);
  expect(runs[0]?.checks).toMatchObject({ 'model (nyc-green-taxi)': 'success', ratchet: 'success' });
  expect(runs[0]?.log).not.toContain('run.sh" train');
  const comments = await hub.comments(pull);
  expect(comments.map(({ user }) => user.login)).toEqual(['github-actions[bot]']);
  expect(comments[0]?.body).toContain('No model was trained.');
});

test('a pull request that improves is promoted; merged, it is released; that merged, it is deployed, and no more', async () => {
  hub = await world({ from: leanTemplate() });
  const pull = await hub.openPullRequest({
    files: { [CONTRACT]: (text) => text.replace('title: Duration', 'title: The duration') },
    by: 'mona',
  });
  expect(told(await hub.settle())).toEqual(['CI: success', 'Comment: success']);
  expect((await hub.comments(pull)).map(({ body }) => body)).toEqual([
    expect.stringContaining('## ✅ Promote'),
  ]);

  await hub.merge(pull);
  expect(told(await hub.settle({ except: ['CI'] }))).toContain('Release: success');
  const [release] = hub.pulls();
  expect(release).toMatchObject({
    user: 'github-actions[bot]',
    head: { ref: 'ratchet/release/nyc-green-taxi' },
  });
  expect(hub.github.hub.statuses).toMatchObject([
    { sha: release?.head.sha, context: 'ratchet', state: 'success' },
  ]);
  if (release === undefined) return;

  await hub.merge(release);
  const runs = await hub.settle({ except: ['CI'] });
  expect(told(runs)).toEqual(expect.arrayContaining(['Deploy: success', 'Release: success']));
  expect(hub.releases()).toMatchObject([{ tag: 'nyc-green-taxi/v2', draft: false }]);
  expect(await hub.commitAt('refs/tags/nyc-green-taxi/production')).toBe(await hub.commitAt('main'));
  expect(hub.github.hub.deployments).toMatchObject([
    { environment: 'production', statuses: [{ state: 'in_progress' }, { state: 'success' }] },
  ]);
  expect(hub.pulls()).toEqual([]);
});
