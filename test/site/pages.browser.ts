import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callJson } from '../cli/call.ts';
import { commitAll, makeParcels, publishTwo } from '../cli/parcels.ts';
import { accessibilityFaults, type OpenSite, openPage, openPredictions, openSite } from './browser.ts';
import { deploy, taxiWithTwo } from './taxi-site.ts';

let taxi: OpenSite;
let taxiRoot: string;
let removeTaxi: () => void;

beforeAll(async () => {
  const { root, remove } = taxiWithTwo();
  removeTaxi = remove;
  taxiRoot = root;
  taxi = await openSite(root);
});

afterAll(async () => {
  await taxi?.close();
  removeTaxi?.();
});

const PAGES = ['index.html', 'history.html', 'compare.html', 'versions/v1.html', 'versions/v2.html'];
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Addresses of links. */
const hrefs = (links: readonly unknown[]): string[] => links.map((link) => (link as { href: string }).href);

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

/** What pages link to beside each other: commits, runs, issues and pull requests of the repository, and the data. */
const OUTSIDE =
  /^https:\/\/(github\.com\/octo\/taxi\/(commit\/[0-9a-f]{40}|actions\/runs\/\d+|issues\/\d+|pull\/\d+)|[\w.-]+\/trip-data\/green_tripdata_2021-0[123]\.parquet)$/;

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
      if (!isOwn) expect(link).toMatch(OUTSIDE);
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
    await page.$$eval('[aria-labelledby="versions-title"] tbody tr', (rows) =>
      rows.map((row) => row.querySelector('th')!.textContent),
    ),
  ).toEqual(['v2', 'v1']);
  expect(await page.textContent('[aria-labelledby="versions-title"] tbody tr:first-child .why')).toMatch(
    /^Better than the champion v1: RMSE 4\.781 min/,
  );
  expect(await page.textContent('[aria-labelledby="events-title"] li:first-child b')).toBe(
    'v2 became the champion, as better (asked for by maintainers)',
  );
  await page.close();
});

/** Texts of the cells of a table, by row. */
const cells = (page: Page, selector: string): Promise<string[][]> =>
  page.$$eval(`${selector} tr`, (rows) =>
    rows.map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
    ),
  );

test('the history has the error of every version on every month, with what either was trained on marked', async () => {
  const page = await openPage(taxi, 'history.html');
  const numbers = await cells(page, 'details table');
  expect(numbers.slice(0, 3)).toEqual([
    ['Model', '2021-01', '2021-02', '2021-03'],
    ['v1', expect.stringMatching(/^trained \d\.\d{3}$/), '5.154', '5.035'],
    ['v2', expect.stringMatching(/^trained /), expect.stringMatching(/^trained /), '4.781'],
  ]);
  await page.close();
});

test('the history has drift by column of the months that v2 saw, as the command line tells it', async () => {
  const page = await openPage(taxi, 'history.html');
  const [heading, ...rows] = await cells(page, '[aria-label="Drift by column and month"]');
  expect(heading).toEqual(['Column', '2021-03']);
  const report = await callJson(taxiRoot, 'monitor', '--current', '2021-03');
  const columns = report['columns'] as { name: string; tests: { score: number; threshold: number }[] }[];
  const shares = columns
    .filter(({ tests }) => tests.length > 0)
    .map(({ name, tests: [test] }) => [name, (test!.score / test!.threshold).toFixed(2)]);
  expect(shares).toHaveLength(6);
  expect(rows).toEqual(expect.arrayContaining(shares));
  await page.close();
});

test('the history has incidents and runs from the branch of records, with links to issue, answer and run', async () => {
  const page = await openPage(taxi, 'history.html');
  const incident = page.locator('[aria-labelledby="incidents-title"] li');
  expect(await incident.count()).toBe(1);
  expect((await incident.textContent())!.replace(/\s+/g, ' ').trim()).toBe(
    '#7 Drift in 2021-03 drift, opened 6 May 2024, 05:23 UTC, closed 13 May 2024, 05:23 UTC · what answers it',
  );
  expect(await page.locator('[aria-labelledby="incidents-title"] a').evaluateAll(hrefs)).toEqual([
    'https://github.com/octo/taxi/issues/7',
    'https://github.com/octo/taxi/pull/8',
  ]);
  const [, run] = await cells(page, '[aria-labelledby="runs-title"] table');
  expect(run).toEqual([
    '6 May 2024, 05:23 UTC',
    'RejectWorse than the champion v1.',
    '4.500 −0.250 against v1',
    '2024-01, 2024-02',
    '2024-03',
    '1.5 s 4 passes',
    'release ddddddd · run',
  ]);
  expect(await page.textContent('.health .checks li:last-child')).toContain('Incidents: good. None is open.');
  await page.close();
});

test('what is live is what was deployed last, until the champion is', async () => {
  const { root, remove } = taxiWithTwo();
  const registry = join(root, 'models/nyc-green-taxi/registry.jsonl');
  const lines = readFileSync(registry, 'utf8');
  writeFileSync(registry, `${lines.split('\n').slice(0, 2).join('\n')}\n`);
  deploy(root);
  writeFileSync(registry, lines);
  const site = await openSite(root);
  const page = await openPredictions(site);
  expect(await page.textContent('.champion .answer-name')).toContain('v1');
  await page.goto(`${site.address}history.html`);
  expect(await page.textContent('.health .answer')).toBe('v1 is live');
  expect(await page.textContent('.health .checks li:first-child')).toContain(
    "The registry's champion is v2, but it has not been deployed",
  );
  await site.close();
  remove();
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
