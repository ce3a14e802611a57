import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../pipeline/contract/schema.ts';
import { type FindDataRequest, findData } from '../../platform/find-data.ts';
import { NO_PROGRESS } from '../../platform/progress.ts';
import { sourceOf } from '../../platform/sources/registry.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { errorOf } from './error-of.ts';
import { flakyServers, serve, status } from './flaky-server.ts';
import { temporaryFolders } from './temporary-folder.ts';

const PLAIN = join(import.meta.dirname, '../fixtures/parquet/same/plain.parquet');
const RETRY = { attempts: 2, firstDelayMs: 1, longestDelayMs: 10, timeoutMs: 1000 };
const folder = temporaryFolders();
const server = flakyServers();

/** A model's folder, a folder of the user's and one for downloads, with the months named in each. */
function places(months: { embedded?: string[]; data?: string[]; downloads?: string[] } = {}) {
  const root = folder();
  const fill = (dir: string, periods: string[] = []) => {
    mkdirSync(dir, { recursive: true });
    for (const period of periods) cpSync(PLAIN, join(dir, `rides_${period}.parquet`));
    return dir;
  };
  fill(join(root, 'model', 'data'), months.embedded);
  return {
    modelDir: join(root, 'model'),
    dataDirs: [fill(join(root, 'data'), months.data)],
    downloadDir: fill(join(root, 'downloads'), months.downloads),
    progress: NO_PROGRESS,
    retry: RETRY,
    contract: RIDES as Contract,
  } satisfies Omit<FindDataRequest, 'wanted'>;
}

const withSource = (source: Contract['source']): Contract => ({ ...RIDES, source });

describe('a month', () => {
  it('is looked for among the embedded ones, then in the user’s folder, then in what was downloaded', async () => {
    const all = places({
      embedded: ['2021-01'],
      data: ['2021-01', '2021-02'],
      downloads: ['2021-02', '2021-03'],
    });
    const origins = await Promise.all(
      ['2021-01', '2021-02', '2021-03'].map(async (wanted) => (await findData({ ...all, wanted })).origin),
    );
    expect(origins).toEqual(['embedded', 'data-dir', 'cache']);
  });

  it('is fetched when it is nowhere, once', async () => {
    const { url, ranges } = await server(serve(readFileSync(PLAIN)));
    const contract = withSource({
      kind: 'monthly-file',
      file: 'rides_{period}.parquet',
      url: url.replace('rides.bin', 'rides_{period}.parquet'),
    });
    const all = { ...places(), contract };
    const fetched = await findData({ ...all, wanted: '2021-01' });
    expect(fetched).toMatchObject({ origin: 'downloaded', period: '2021-01', name: 'rides_2021-01.parquet' });
    expect(fetched.source).toBe(url.replace('rides.bin', 'rides_2021-01.parquet'));
    expect(readFileSync(fetched.path).equals(readFileSync(PLAIN))).toBe(true);
    expect((await findData({ ...all, wanted: '2021-01' })).origin).toBe('cache');
    expect(ranges).toHaveLength(1);
  });

  it('is not believed when the server answers with a page of its own', async () => {
    const { url } = await server((_, response) => response.end('<!doctype html><title>Log in</title>'));
    const contract = withSource({
      kind: 'monthly-file',
      file: 'rides_{period}.parquet',
      url: `${url}?{period}`,
    });
    const all = { ...places(), contract };
    const error = await errorOf(() => findData({ ...all, wanted: '2021-01' }));
    expect(error.code).toBe('data');
    expect(error.message).toContain('rides_2021-01.parquet: expected a Parquet file');
    expect(readdirSync(all.downloadDir)).toEqual([]);
  });

  it('that is nowhere is said with its address and the newest months that are here', async () => {
    const { url } = await server(status(403));
    const contract = withSource({
      kind: 'monthly-file',
      file: 'rides_{period}.parquet',
      url: `${url}?{period}`,
    });
    const all = { ...places({ embedded: ['2021-02', '2020-12'], data: ['2021-01', '2021-03'] }), contract };
    const error = await errorOf(() => findData({ ...all, wanted: '2031-01' }));
    expect([error.code, error.exitCode]).toEqual(['not-found', 2]);
    expect(error.message).toContain(`${url}?2031-01`);
    expect(error.message).toMatch(/^2031-01: .*the newest months here are 2021-01, 2021-02, 2021-03$/);
  });

  it('that is nowhere, of a source without an address, is not looked for any further', async () => {
    const error = await errorOf(() => findData({ ...places(), wanted: '2021-01' }));
    expect(error.code).toBe('not-found');
    expect(error.message).toContain('has no address to fetch it from; no month is here yet');
  });
});

describe('a path', () => {
  it('is taken as it is, for the month in its name', async () => {
    const file = join(folder(), 'my-rides_2021-02.parquet');
    cpSync(PLAIN, file);
    expect(await findData({ ...places(), wanted: file })).toEqual({
      path: file,
      period: '2021-02',
      name: 'my-rides_2021-02.parquet',
      source: 'my-rides_2021-02.parquet',
      origin: 'path',
    });
  });

  it('without a month in its name is taken for the month that most of its rows lie in', async () => {
    expect((await findData({ ...places(), wanted: PLAIN })).period).toBe('2021-01');
    const csv = join(folder(), 'rides.csv');
    writeFileSync(csv, 'pickup\n2022-05-01\n2022-05-02\n2022-06-01\n');
    expect((await findData({ ...places(), wanted: csv })).period).toBe('2022-05');
  });

  it('that does not exist, or is no file of rows, is said', async () => {
    const cases: [wanted: string, code: string, message: string][] = [
      ['none/rides.parquet', 'not-found', 'found no file none/rides.parquet'],
      ['2021-13', 'usage', 'found "2021-13"'],
      ['january', 'usage', 'found "january"'],
    ];
    for (const [wanted, code, message] of cases) {
      const error = await errorOf(() => findData({ ...places(), wanted }));
      expect([error.code, error.exitCode]).toEqual([code, 2]);
      expect(error.message).toBe(`expected a month such as 2021-01 or the path of a file, ${message}`);
    }
  });
});

describe('a contract', () => {
  it('with a kind of source that there is not is told the one that was probably meant', async () => {
    const error = await errorOf(() => sourceOf(withSource({ kind: 'monthly-files' })));
    expect([error.code, error.hint]).toEqual(['contract', 'did you mean "monthly-file"?']);
  });

  it('with wrong options of its source is told all that is wrong', async () => {
    const contract = withSource({ kind: 'monthly-file', file: 'rides.parquet', url: 'nowhere', extra: 1 });
    const error = await errorOf(() => findData({ ...places(), contract, wanted: '2021-01' }));
    expect(error.code).toBe('contract');
    expect(error.message).toContain('source.file');
    expect(error.message).toContain('source.url');
    expect(error.message).toContain('extra');
  });
});
