import { expect, test } from 'vitest';
import { expectRuns, worlds } from './rides.ts';

const start = worlds();

test('of the first push of a clone, only CI and the doctor run, and a checklist is opened', async () => {
  const hub = await start({ isFirstPush: true });
  await expectRuns(hub, ['CI: success', 'Doctor: success']);
  const [checklist, ...others] = await hub.issues();
  expect(others).toEqual([]);
  expect(checklist!.user.login).toBe('github-actions[bot]');
  expect(checklist!.body).toMatch(/- \[ \] .*pull requests/i);
  expect(hub.releases()).toEqual([]);
  expect(hub.pulls('all')).toEqual([]);
});

test('in the template itself nothing is released, deployed or trained', async () => {
  const hub = await start({ settings: { isTemplate: true } });
  for (const workflow of ['release.yml', 'deploy.yml', 'continuous-training.yml', 'reproduce.yml'])
    await hub.dispatch(workflow);
  await expectRuns(hub, []);
  expect(hub.releases()).toEqual([]);
});
