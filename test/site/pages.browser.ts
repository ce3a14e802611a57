import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callJson } from '../cli/call.ts';
import { commitAll, makeParcels, publishTwo } from '../cli/parcels.ts';
import { accessibilityFaults, type OpenSite, openPage, openPredictions, openSite } from './browser.ts';
import { taxiWithTwo } from './taxi-site.ts';

let taxi: OpenSite;
let removeTaxi: () => void;

beforeAll(async () => {
  const { root, remove } = await taxiWithTwo();
  removeTaxi = remove;
  taxi = await openSite(root);
});

afterAll(async () => {
  await taxi?.close();
  removeTaxi?.();
});

const PAGES = ['index.html', 'history.html', 'compare.html', 'versions/v1.html', 'versions/v2.html'];
const SIZES = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Opens everything that can be opened, so that it is looked at too. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`);
}

describe.each(SCHEMES)('in %s', (colorScheme) => {
  describe.each(SIZES)('$width pixels wide', (size) => {
    test.each(PAGES)('%s has no fault that axe knows, and does not run over the window', async (path) => {
      const page = await openPage(taxi, path);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      if (path === 'index.html') await page.waitForSelector('.big');
      await unfold(page);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await page.close();
    });

    test('an open list of places has no fault either', async () => {
      const page = await openPredictions(taxi);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await page.click('#PULocationID');
      await page.keyboard.press('ArrowDown');
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.close();
    });
  });
});

test('every link of every page leads somewhere', async () => {
  const page = await openPage(taxi, 'index.html');
  const broken: string[] = [];
  for (const path of PAGES) {
    await page.goto(taxi.address + path);
    const links = await page.$$eval('a[href]', (found) =>
      found.map((link) => (link as unknown as { href: string }).href),
    );
    expect(links.length).toBeGreaterThan(5);
    for (const link of new Set(links.map((found) => found.split('#')[0]!))) {
      const isOwn = link.startsWith(taxi.address);
      if (!isOwn) expect(link).toMatch(/^https:\/\/github\.com\/octo\/taxi\/commit\/[0-9a-f]{40}$/);
      else if (!(await page.request.get(link)).ok()) broken.push(`${path}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
  await page.close();
});

test('one look at the history tells what is live, whether it is healthy, and why', async () => {
  const page = await openPage(taxi, 'history.html');
  expect(await page.textContent('.health .answer')).toBe('v2 is live');
  expect(await page.textContent('.health .meaning')).toMatch(
    /^Healthy\. In production since \d+ \w{3} \d{4}\.$/,
  );
  expect(
    await page.$$eval('.versions tbody tr', (rows) =>
      rows.map((row) => row.querySelector('th')!.textContent),
    ),
  ).toEqual(['v2', 'v1']);
  expect(await page.textContent('.versions tbody tr:first-child .why')).toMatch(
    /^Better than the champion v1: RMSE 4\.781 min/,
  );
  expect(await page.textContent('.events li:first-child b')).toBe(
    'v2 became the champion, as better (asked for by maintainers)',
  );
  await page.close();
});

test('two versions are compared by what the gate measured on the same rows, whichever comes first', async () => {
  const page = await openPage(taxi, 'compare.html#a=v2&b=v1');
  expect(await page.textContent('.answer-line b')).toBe('v2 errs by 0.254 min less than v1');
  await page.selectOption('#first', 'v1');
  await page.selectOption('#second', 'v2');
  expect(await page.textContent('.answer-line b')).toBe('v1 errs by 0.254 min more than v2');
  expect(page.url()).toMatch(/#a=v1&b=v2$/);
  await page.close();
});

describe('another model', () => {
  let root: string;
  let parcels: OpenSite;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ratchet-parcels-site-'));
    await makeParcels(root);
    commitAll(root);
    await publishTwo(root);
    parcels = await openSite(root);
  });

  afterAll(async () => {
    await parcels?.close();
    rmSync(root, { recursive: true, force: true });
  });

  test('has a form of its own without code, and predicts what the command line does', async () => {
    const page = await openPredictions(parcels, 'index.html#miles=4&zone=b');
    expect(
      await page.$$eval('#ride label, #ride legend', (found) => found.map(({ textContent }) => textContent)),
    ).toEqual(['Miles', 'Zone', 'a', 'b', 'c', 'd']);
    const { prediction } = await callJson(root, 'explain', '--in', await rideFile(page, root));
    expect(await page.getAttribute('.champion data', 'value')).toBe(String(prediction));
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
  });
});

async function rideFile(page: Page, root: string): Promise<string> {
  writeFileSync(join(root, 'ride.json'), (await page.textContent('#same pre'))!);
  return 'ride.json';
}
