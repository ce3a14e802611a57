import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../pipeline/digest/digest.ts';
import { NO_PROGRESS } from '../../../platform/progress.ts';
import { monthlyFile } from '../../../platform/sources/monthly-file.ts';
import type { FindRequest, MonthArchive } from '../../../platform/sources/source-kind.ts';
import { RIDES } from '../../ingest/rides-contract.ts';
import { errorOf } from '../error-of.ts';
import { monthServers } from '../month-server.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const NAME = 'rides_2021-01.csv';
const RIGHT = 'pickup\n2021-01-05\n';
const WRONG = 'pickup\n2021-01-06\n';
const LOCKED = { sha256: sha256(Buffer.from(RIGHT)), bytes: RIGHT.length };
const folder = temporaryFolders();
const publisher = monthServers();

type Place = 'embedded' | 'data-dir' | 'cache' | 'archive' | 'downloaded';

/** Looks January up, of which each place has the content that is given. */
async function find(contents: Partial<Record<Place, string>>, request: Partial<FindRequest> = {}) {
  const root = folder();
  const dirs = {
    embedded: join(root, 'model/data'),
    'data-dir': join(root, 'months'),
    cache: join(root, 'cache'),
  };
  for (const [place, dir] of Object.entries(dirs)) {
    mkdirSync(dir, { recursive: true });
    const content = contents[place as Place];
    if (content !== undefined) writeFileSync(join(dir, NAME), content);
  }
  const server = await publisher();
  if (contents.downloaded !== undefined) server.files.set(NAME, contents.downloaded);
  const kept = contents.archive;
  const archive: MonthArchive = {
    fetch: async (file, path) => {
      expect(file).toEqual({ ...LOCKED, name: NAME });
      if (kept !== undefined) writeFileSync(path, kept);
      return kept !== undefined;
    },
  };
  const url = server.address('rides_{period}.csv');
  const found = await monthlyFile.find({
    contract: { ...RIDES, source: { kind: 'monthly-file', file: 'rides_{period}.csv', url } },
    period: '2021-01',
    modelDir: join(root, 'model'),
    dataDirs: [dirs['data-dir']],
    downloadDir: dirs.cache,
    progress: NO_PROGRESS,
    retry: { attempts: 2, firstDelayMs: 1, longestDelayMs: 1, timeoutMs: 500 },
    locked: LOCKED,
    archive,
    ...request,
  });
  return { origin: found.origin, content: readFileSync(found.path, 'utf8'), asked: server.asked };
}

describe('a month that is locked', () => {
  const ORDER: readonly Place[] = ['embedded', 'data-dir', 'cache', 'archive', 'downloaded'];

  it.each(ORDER.map((place, i) => [place, ORDER.slice(i)] as const))(
    'is taken from %s, where the places before have none',
    async (place, places) => {
      const contents = Object.fromEntries(places.map((name) => [name, RIGHT]));
      expect(await find(contents)).toMatchObject({ origin: place, content: RIGHT });
    },
  );

  it('passes over files of its name that are others, wherever they lie', async () => {
    const wrong = { embedded: WRONG, 'data-dir': WRONG, cache: WRONG };
    expect(await find({ ...wrong, archive: RIGHT })).toMatchObject({ origin: 'archive', content: RIGHT });
    expect(await find({ ...wrong, downloaded: RIGHT })).toMatchObject({
      origin: 'downloaded',
      content: RIGHT,
    });
    // Of the same length, only its digest tells.
    expect(WRONG).toHaveLength(RIGHT.length);
  });

  it('is not asked of the publisher while anything nearer has it', async () => {
    expect((await find({ embedded: WRONG, archive: RIGHT, downloaded: WRONG })).asked).toEqual([]);
  });

  it('that only the publisher has, as another, is refused, and not kept', async () => {
    const error = await errorOf(() => find({ downloaded: WRONG }));
    expect(error.code).toBe('lock');
    expect(error.message).toContain(
      `with sha256 ${sha256(Buffer.from(WRONG))}, and was locked with ${LOCKED.sha256}`,
    );
  });

  it.each<[what: string, published: string | undefined]>([
    ['has another too', WRONG],
    ['has it no more', undefined],
  ])('is given as it lies in the folder where nobody has it and the publisher %s', async (_, published) => {
    const contents = published === undefined ? {} : { downloaded: published };
    const found = await find({ embedded: WRONG, ...contents });
    // Whoever holds it against the lock tells what differs.
    expect(found).toMatchObject({ origin: 'embedded', content: WRONG });
  });

  it('that is not locked yet is taken as it is', async () => {
    expect(await find({ 'data-dir': WRONG, archive: RIGHT }, { locked: undefined })).toMatchObject({
      origin: 'data-dir',
      content: WRONG,
    });
  });
});

describe('a mirror', () => {
  it('stands in for the publisher', async () => {
    const mirror = await publisher();
    mirror.files.set('copy/2021-01', RIGHT);
    const found = await find({}, { mirror: mirror.address('copy/{period}') });
    expect(found).toEqual({ origin: 'downloaded', content: RIGHT, asked: [] });
  });

  it.each(['rides', 'http://127.0.0.1/rides.csv'])('is refused as %s', async (mirror) => {
    const error = await errorOf(() => find({}, { mirror }));
    expect([error.code, error.message]).toEqual([
      'usage',
      `expected the address of a mirror with {period} in it, found "${mirror}"`,
    ]);
  });
});
