import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenSite, openPredictions, openSite } from './browser.ts';
import { taxiWithTwo } from './taxi-site.ts';

let site: OpenSite;
let root: string;
let remove: () => void;

beforeAll(async () => {
  ({ root, remove } = taxiWithTwo());
  site = await openSite(root, { keepsOffline: true });
});

afterAll(async () => {
  await site?.close();
  remove?.();
});

test('once one page was loaded, every page opens without a network, and the first predicts', async () => {
  const page = await openPredictions(site);
  await page.evaluate('navigator.serviceWorker.ready');
  await page.reload();
  await page.waitForSelector('.big');
  const before = await page.getAttribute('.champion data', 'value');
  const address = page.url();
  await site.stop();
  await page.goto(`${site.address}history.html`);
  expect(await page.textContent('.health .answer')).toBe('v2 is live');
  for (const path of ['compare.html', 'versions/v1.html', 'versions/v2.html']) {
    await page.goto(site.address + path);
    expect(await page.textContent('h1')).toMatch(/^(Compare versions|v[12] .*)$/);
  }
  await page.goto(address);
  await page.waitForSelector('.big');
  expect(await page.getAttribute('.champion data', 'value')).toBe(before);
});
