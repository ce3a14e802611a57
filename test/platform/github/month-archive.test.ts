import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../pipeline/digest/digest.ts';
import { monthArchive } from '../../../platform/github/month-archive.ts';
import { errorOf } from '../error-of.ts';
import { temporaryFolders } from '../temporary-folder.ts';
import { apiServers } from './api-server.ts';

const serve = apiServers();
const folder = temporaryFolders();

const MONTH = 'started,minutes\n2024-01-05,7\n';
const WANTED = { name: 'rides_2024-01.csv', sha256: sha256(Buffer.from(MONTH)), bytes: MONTH.length };

interface StoredAsset {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly size: number;
  readonly digest?: string | null;
}

const asset = (id: number, other: Partial<StoredAsset> = {}): StoredAsset => ({
  id,
  name: WANTED.name,
  state: 'uploaded',
  size: WANTED.bytes,
  digest: `sha256:${WANTED.sha256}`,
  ...other,
});

/** Fetches January from releases with these assets, whose contents are given by their id. */
async function fetchFrom(
  releases: readonly { readonly draft: boolean; readonly assets: readonly StoredAsset[] }[],
  contents: Readonly<Record<number, string>>,
) {
  const { github, requests } = await serve(({ url }) => {
    const id = Number(url.match(/assets\/(\d+)$/)?.[1]);
    if (Number.isNaN(id)) return { status: 200, body: releases };
    return (_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.end(contents[id]);
    };
  });
  const path = join(folder(), 'months', WANTED.name);
  const archive = monthArchive(github);
  const found = await archive.fetch(WANTED, path);
  await archive.fetch(WANTED, path);
  return {
    found,
    content: existsSync(path) ? readFileSync(path, 'utf8') : undefined,
    downloads: requests.map(({ url }) => url).filter((url) => url.includes('/assets/')),
    lists: requests.filter(({ url }) => url.includes('/releases?')).length,
  };
}

describe('a month in the releases of versions', () => {
  test('is found by its digest, whatever it is called, and the releases are listed once', async () => {
    const assets = [asset(1, { digest: `sha256:${'0'.repeat(64)}` }), asset(2, { name: 'january.csv' })];
    const { found, content, downloads, lists } = await fetchFrom([{ draft: false, assets }], { 2: MONTH });
    expect({ found, content, lists }).toEqual({ found: true, content: MONTH, lists: 1 });
    expect(downloads[0]).toBe('/repos/someone/rides/releases/assets/2');
  });

  test('is looked for by its name where GitHub tells no digest, and believed only by its bytes', async () => {
    const assets = [
      asset(1, { digest: null }),
      asset(2, { digest: null }),
      asset(3, { digest: null, name: 'x' }),
    ];
    const other = MONTH.replace('7', '8');
    const { found, content, downloads } = await fetchFrom([{ draft: false, assets }], { 1: other, 2: MONTH });
    expect({ found, content }).toEqual({ found: true, content: MONTH });
    expect(downloads.slice(0, 2).map((url) => url.at(-1))).toEqual(['1', '2']);
  });

  test.each([
    ['of a draft', [{ draft: true, assets: [asset(1)] }]],
    ['of half an upload', [{ draft: false, assets: [asset(1, { state: 'starter' })] }]],
    ['of another size', [{ draft: false, assets: [asset(1, { size: 3, digest: null })] }]],
    ['whose bytes are others', [{ draft: false, assets: [asset(9)] }]],
  ])('is not taken from an asset %s', async (_, releases) => {
    expect(await fetchFrom(releases, { 1: MONTH, 9: 'something else' })).toMatchObject({
      found: false,
      content: undefined,
    });
  });

  test('is not said to be nowhere when GitHub does not answer', async () => {
    const { github } = await serve(() => ({ status: 403, body: { message: 'No' } }));
    const error = await errorOf(() => monthArchive(github).fetch(WANTED, join(folder(), 'x')));
    expect([error.code, error.message]).toEqual([
      'github',
      'GET /repos/someone/rides/releases?per_page=100: GitHub answered 403: No',
    ]);
  });
});
