import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { World } from '../world/world.ts';
import { parcels } from './parcels.ts';
import { expectRuns, MODEL, secondVersion, worlds } from './rides.ts';

const start = worlds();
const WITHOUT_CI = { except: ['CI', 'Comment', 'Release'] };

/** A file of the published site. */
const published = (hub: World, path: string): Buffer => readFileSync(join(hub.github.hub.pages!.dir, path));

const textOf = (hub: World, path: string): string =>
  published(hub, path)
    .toString()
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');

test('a deployment publishes the site of the champion, byte for byte, with its links to the repository', async () => {
  const hub = await start({ settings: { pagesEnabled: true } });
  await hub.push({ files: await secondVersion() });
  const runs = await expectRuns(hub, ['Deploy: success', 'Site: success'], WITHOUT_CI);

  const { owner, repo, hub: state } = hub.github;
  const model = `models/${MODEL}/versions/v2/model.json`;
  const inRepository = await state.git.blob((await state.git.resolve(`main:${model}`))!);
  expect(published(hub, 'versions/v2/model.json').equals(inRepository)).toBe(true);
  expect(published(hub, 'index.html').toString()).toContain('src="predict.js"');
  expect(runs.at(-1)!.log).toContain('bytes of JavaScript gzipped');
  expect(textOf(hub, 'history.html')).toContain('v2 is live Healthy.');
  expect(published(hub, 'history.html').toString()).toContain(
    `href="${hub.github.serverUrl}/${owner}/${repo}/commit/`,
  );
  const pages = state.deployments.find(({ environment }) => environment === 'github-pages');
  expect(pages!.statuses.at(-1)).toMatchObject({
    state: 'success',
    environmentUrl: `https://${owner}.example.invalid/${repo}/`,
  });
});

test('where the registry is ahead of production, the site shows what is in production', async () => {
  const hub = await start({ settings: { pagesEnabled: true } });
  await hub.dispatch('deploy.yml');
  await expectRuns(hub, ['Deploy: success', 'Site: success'], WITHOUT_CI);
  await hub.push({ files: await secondVersion() });
  await hub.settle({ except: ['CI', 'Comment', 'Release', 'Deploy', 'Site'] });
  await hub.dispatch('site.yml');
  await expectRuns(hub, ['Site: success'], WITHOUT_CI);
  expect(textOf(hub, 'history.html')).toContain('v1 is live Not healthy.');
  expect(textOf(hub, 'history.html')).toContain(
    "The registry's champion is v2, but it has not been deployed",
  );
});

test('without Pages nothing is built or published, and a notice names the switch', async () => {
  const hub = await start({ settings: { isPrivate: true } });
  await hub.dispatch('site.yml');
  const [run] = await expectRuns(hub, ['Site: success'], WITHOUT_CI);
  expect(run!.jobs).toEqual({ build: 'success', publish: 'skipped' });
  expect(run!.log).not.toContain('bytes of JavaScript gzipped');
  expect(hub.github.hub.pages).toBeUndefined();
  expect(run!.annotations.map(({ message }) => message).join()).toContain(
    'Choose "GitHub Actions" in Settings → Pages → Source',
  );
});

test('continuous training refreshes it with the run that it wrote down', async () => {
  const hub = await start({ files: await parcels('pull-request'), settings: { pagesEnabled: true } });
  await hub.dispatch('continuous-training.yml', { asked: 'true' });
  await expectRuns(hub, ['Continuous training: success', 'Site: success'], {
    except: [...WITHOUT_CI.except, 'Deploy'],
  });
  const history = textOf(hub, 'history.html');
  expect(history).toContain('v1 is live');
  expect(history).toContain('2024-01, 2024-02 2024-03');
  expect(published(hub, 'history.html').toString()).toContain('continuous training <small>');
});

test('in the template itself no site is built', async () => {
  const hub = await start({ settings: { isTemplate: true, pagesEnabled: true } });
  await hub.dispatch('site.yml');
  const runs = await hub.settle();
  expect(runs.map(({ workflow, conclusion }) => [workflow, conclusion])).toEqual([['Site', 'skipped']]);
});
