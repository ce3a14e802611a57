import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, callJson } from '../cli/call.ts';
import { type OpenSite, openPage, openPredictions, openSite } from './browser.ts';
import { taxiWithTwo } from './taxi-site.ts';

/** Rides to compare; a longer run takes ten times as many. */
const RIDES = Number(process.env['SITE_RIDES'] ?? 1000);

const RIDE =
  'index.html#PULocationID=74&DOLocationID=132&pickup_datetime=2021-03-12T18%3A30&trip_distance=17.3&VendorID=2&passenger_count=1';

let root: string;
let site: OpenSite;
let remove: () => void;

beforeAll(async () => {
  ({ root, remove } = taxiWithTwo());
  site = await openSite(root);
});

afterAll(async () => {
  await site?.close();
  remove?.();
});

/** The figures of champion and challenger, to the last bit. */
const figures = (page: Page): Promise<number[]> =>
  page.$$eval('.big data', (found) => found.map((element) => Number(element.getAttribute('value'))));

/** What the page says the ride is. */
const rideOf = async (page: Page): Promise<Record<string, unknown>> =>
  JSON.parse((await page.textContent('#same pre'))!) as Record<string, unknown>;

async function explained(ride: unknown, version: string): Promise<Record<string, unknown>> {
  writeFileSync(join(root, 'ride.json'), JSON.stringify(ride));
  return callJson(root, 'explain', '--in', 'ride.json', '--version', version);
}

test(`the page predicts what the command line does, bit for bit, on ${RIDES} real rides and with either version`, async () => {
  const page = await openPredictions(site);
  const columns = [
    'PULocationID',
    'DOLocationID',
    'pickup_datetime',
    'trip_distance',
    'VendorID',
    'passenger_count',
  ];
  for (const version of ['v1', 'v2']) {
    const file = 'models/nyc-green-taxi/data/green_tripdata_2021-03.parquet';
    const { exitCode } = await call(
      root,
      'predict',
      '--in',
      file,
      '--out',
      'out/p.csv',
      '--version',
      version,
    );
    expect(exitCode).toBe(0);
    const rows = parse(readFileSync(join(root, 'out/p.csv')), { columns: true }) as Record<string, string>[];
    const step = Math.floor(rows.length / RIDES);
    const chosen = Array.from({ length: RIDES }, (_, i) => rows[i * step]!);
    const rides = chosen.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] || null])));
    const predictions = (await page.evaluate(`ratchet.predict(${JSON.stringify(rides)})`)) as Record<
      string,
      number
    >[];
    expect(predictions.map((found) => found[version])).toEqual(
      chosen.map(({ duration_prediction }) => Number(duration_prediction)),
    );
    expect(new Set(rides.map(({ passenger_count }) => passenger_count === null)).size).toBe(2);
  }
  await page.close();
});

test('what the form shows is what the command line explains, for champion and challenger', async () => {
  const page = await openPredictions(site, RIDE);
  const ride = await rideOf(page);
  expect(ride).toEqual({
    PULocationID: '74',
    DOLocationID: '132',
    pickup_datetime: '2021-03-12T18:30',
    trip_distance: 17.3,
    VendorID: '2',
    passenger_count: 1,
  });
  expect(await page.$$eval('.answer-name', (found) => found.map(({ textContent }) => textContent))).toEqual([
    'v2 champion, live',
    'v1 superseded',
  ]);
  const expected = await Promise.all(['v2', 'v1'].map((version) => explained(ride, version)));
  expect(await figures(page)).toEqual(expected.map(({ prediction }) => prediction));
  await page.close();
});

test('every term stands in the chart, and with the constant they add up to the prediction', async () => {
  const page = await openPredictions(site, RIDE);
  const { terms, prediction } = (await explained(await rideOf(page), 'v2')) as {
    terms: unknown[];
    prediction: number;
  };
  const shown = await page.$$eval('#by-term details tbody tr', (rows) =>
    rows.map((row) => Number(row.querySelectorAll('.number')[0]!.textContent!.replace('−', '-'))),
  );
  expect(shown).toHaveLength(terms.length + 1);
  // Each is shown to a hundredth.
  expect(Math.abs(shown.reduce((sum, effect) => sum + effect, 0) - prediction)).toBeLessThan(
    0.005 * shown.length,
  );
  await page.close();
});

test('the interval is the prediction less the quantiles of the holdout errors', async () => {
  const page = await openPredictions(site, RIDE);
  const [prediction] = await figures(page);
  const metrics = JSON.parse(
    readFileSync(join(root, 'models/nyc-green-taxi/versions/v2/metrics.json'), 'utf8'),
  );
  const quantiles = metrics.evaluation.models.candidate.metrics.errorQuantiles as Record<string, number>;
  const [low, high] = [prediction! - quantiles['0.95']!, prediction! - quantiles['0.05']!];
  expect(await page.textContent('.champion .interval b')).toBe(`${low.toFixed(1)} to ${high.toFixed(1)} min`);
  await page.close();
});

test('an empty distance is what the geometry expects, and the page says how much that is', async () => {
  const page = await openPredictions(site, RIDE.replace('trip_distance=17.3', 'trip_distance='));
  const { trip_distance } = await rideOf(page);
  expect(trip_distance).toBeGreaterThan(14);
  expect(trip_distance).toBeLessThan(21);
  expect(await page.getAttribute('#trip_distance', 'placeholder')).toBe(
    `${Number(trip_distance).toFixed(2)} expected`,
  );
  await page.close();
});

test('works by keyboard alone: a place by type-ahead, a time, a distance, a vendor, a flag', async () => {
  const page = await openPredictions(site, RIDE);
  const before = await figures(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
  await page.focus('#PULocationID');
  await page.keyboard.press('Tab');
  await page.keyboard.type('laguar');
  expect(await page.getAttribute('#DOLocationID', 'aria-activedescendant')).toBe('DOLocationID-0');
  expect(await page.textContent('#DOLocationID-0')).toBe('LaGuardia AirportQueens');
  await page.keyboard.press('Enter');
  expect(await page.inputValue('#DOLocationID')).toBe('LaGuardia Airport');
  expect((await rideOf(page))['DOLocationID']).toBe('138');
  await page.focus('#trip_distance');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('7.5');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await rideOf(page)).toMatchObject({ trip_distance: 7.5, VendorID: '1', passenger_count: null });
  expect(await figures(page)).not.toEqual(before);
  expect(await figures(page)).toEqual([
    (await explained(await rideOf(page), 'v2'))['prediction'],
    (await explained(await rideOf(page), 'v1'))['prediction'],
  ]);
  await page.close();
});

test('the list opens and closes by arrows and Escape, and what was typed without choosing goes away', async () => {
  const page = await openPredictions(site, RIDE);
  await page.focus('#PULocationID');
  await page.keyboard.press('ArrowDown');
  expect(await page.getAttribute('#PULocationID', 'aria-expanded')).toBe('true');
  expect(await page.$$eval('#PULocationID-list [role=option]', (found) => found.length)).toBe(265);
  await page.keyboard.press('Escape');
  expect(await page.isVisible('#PULocationID-list')).toBe(false);
  await page.keyboard.type('nowhere at all');
  expect(await page.textContent('#PULocationID-list')).toBe('Nothing is called so');
  await page.keyboard.press('Tab');
  expect(await page.inputValue('#PULocationID')).toBe('East Harlem North');
  await page.click('#PULocationID');
  await page.click('#PULocationID-list >> text=Alphabet City');
  expect((await rideOf(page))['PULocationID']).toBe('4');
  await page.close();
});

test('after loading no request leaves the page, and it works without a network', async () => {
  const page = await openPredictions(site, RIDE);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await site.context.setOffline(true);
  const before = await figures(page);
  await page.fill('#trip_distance', '3');
  await page.click('#DOLocationID');
  await page.keyboard.type('jamaica bay');
  await page.keyboard.press('Enter');
  await page.uncheck('#passenger_count');
  expect(await figures(page)).not.toEqual(before);
  await site.context.setOffline(false);
  expect(requests).toEqual([]);
  await page.close();
});

test('while loading, it asks for nothing but its own script, style, models and profiles', async () => {
  const page = await site.context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${site.address}index.html`);
  await page.waitForSelector('.big');
  const files = ['v1', 'v2'].flatMap((version) =>
    ['model', 'profile'].map((name) => `versions/${version}/${name}.json`),
  );
  expect(asked.filter((url) => !url.startsWith('data:')).sort()).toEqual(
    ['index.html', 'predict.js', 'style.css', ...files].map((path) => site.address + path).sort(),
  );
  await page.close();
});

test('a ride out of the ordinary is predicted with a warning', async () => {
  const page = await openPredictions(site, RIDE.replace('trip_distance=17.3', 'trip_distance=70'));
  expect(await page.textContent('.champion .warnings')).toContain('trip_distance 70 is outside');
  await page.close();
});

test('a model that is not the one of the manifest is refused', async () => {
  const page = await site.context.newPage();
  await page.route('**/v2/model.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('0.', '1.') });
  });
  await page.goto(`${site.address}index.html`);
  await page.waitForSelector('#faults .bad');
  expect(await page.textContent('#faults')).toMatch(
    /^versions\/v2\/model\.json has sha256 .* its manifest says /,
  );
  expect(await page.$$('.big')).toEqual([]);
  await page.close();
});

test('a model that cannot be loaded is told', async () => {
  const page = await site.context.newPage();
  await page.route('**/v1/profile.json', (route) => route.abort());
  await page.goto(`${site.address}index.html`);
  await page.waitForSelector('#faults .bad');
  expect(await page.textContent('#faults')).toBe(
    'versions/v1/profile.json cannot be loaded; reload the page',
  );
  await page.close();
});

test('all scripts together are at most 300 kB gzipped', () => {
  expect(site.scriptBytes).toBeLessThanOrEqual(300_000);
});

test('the files of a version are those of the repository, byte for byte', () => {
  for (const name of ['model.json', 'profile.json', 'metrics.json', 'manifest.json', 'card.md']) {
    const path = `versions/v2/${name}`;
    expect(
      readFileSync(join(site.dir, path)).equals(readFileSync(join(root, 'models/nyc-green-taxi', path))),
    ).toBe(true);
  }
});

test('a page that an address cannot fill in keeps what most rides have', async () => {
  const page = await openPage(site, 'index.html#PULocationID=9999&trip_distance=far&nonsense=1');
  await page.waitForSelector('.big');
  expect(await rideOf(page)).toMatchObject({ PULocationID: '74' });
  await page.close();
});
