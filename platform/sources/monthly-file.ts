import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { isPeriod } from '../../pipeline/ingest/period.ts';
import { checkFormat } from '../check-format.ts';
import { download } from '../download.ts';
import { hashFile } from '../hash-file.ts';
import { addressesOf, PLACE, parseOptions } from './monthly-options.ts';
import { probe } from './probe.ts';
import type { FindRequest, FoundFile, LockedFile, SourceKind } from './source-kind.ts';

/** One file a month, by a name that carries the month; from a folder, or from an address that carries it too. */
export const monthlyFile: SourceKind = {
  kind: 'monthly-file',

  async find(request) {
    const { period, dataDirs, downloadDir, modelDir, contract, mirror, locked, archive } = request;
    const { name, source, url } = addressesOf(parseOptions(contract), period, mirror);
    const found = (path: string, origin: FoundFile['origin']) => ({ path, period, name, source, origin });
    const places = [
      { origin: 'embedded', dir: join(modelDir, 'data') },
      ...dataDirs.map((dir) => ({ origin: 'data-dir', dir }) as const),
      { origin: 'cache', dir: downloadDir },
    ] as const;
    const here = places
      .map(({ dir, origin }) => found(join(dir, name), origin))
      .filter(({ path }) => existsSync(path));
    const fitting = here.find(({ path }) => isLocked(path, locked));
    if (fitting) return fitting;
    const path = join(downloadDir, name);
    if (locked && (await archive?.fetch({ ...locked, name }, path))) return found(path, 'archive');
    // A file that is not what was locked: whoever holds it against the lock says in what.
    const other = here[0];
    if (url === undefined) {
      if (other) return other;
      throw missing(request, `no file ${name}`, 'has no address to fetch it from');
    }
    try {
      await fetchFile(request, { name, url, path });
      return found(path, 'downloaded');
    } catch (error) {
      if (other && error instanceof RatchetError) return other;
      throw error;
    }
  },

  known({ contract, modelDir, dataDirs, downloadDir }) {
    const [before, after] = parseOptions(contract).file.split(PLACE) as [string, string];
    const dirs = [join(modelDir, 'data'), ...dataDirs, downloadDir];
    const names = dirs.filter((dir) => existsSync(dir)).flatMap((dir) => readdirSync(dir));
    const months = names
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .map((name) => name.slice(before.length, name.length - after.length))
      .filter(isPeriod);
    return [...new Set(months)].sort();
  },

  async probe({ contract, period, mirror, retry }) {
    const { url } = addressesOf(parseOptions(contract), period, mirror);
    return url === undefined ? undefined : probe(url, retry);
  },

  async fetch(request, path) {
    const { name, url } = addressesOf(parseOptions(request.contract), request.period, request.mirror);
    if (url === undefined) throw missing(request, `no file ${name}`, 'has no address to fetch it from');
    await fetchFile(request, { name, url, path });
  },
};

/** Whether a file is the one that was locked; any is, where nothing was. */
function isLocked(path: string, locked: LockedFile | undefined): boolean {
  if (locked === undefined) return true;
  return statSync(path).size === locked.bytes && hashFile(path).sha256 === locked.sha256;
}

async function fetchFile(
  request: FindRequest,
  { name, url, path }: { readonly name: string; readonly url: string; readonly path: string },
): Promise<void> {
  const { period, locked, progress, retry } = request;
  const task = progress.start(`fetching ${name}`, 'B');
  try {
    await download({
      url,
      path,
      progress: (done, total) => task.update(done, total),
      verify: (partial) => {
        checkFormat(partial, name);
        if (!isLocked(partial, locked)) throw republished(period, url, hashFile(partial).sha256, locked!);
      },
      ...(retry ? { retry } : {}),
    });
  } catch (error) {
    if (!(error instanceof RatchetError) || error.code !== 'not-found') throw error;
    throw missing(request, `no file ${name}`, `is not at ${url} either`, error);
  } finally {
    task.end();
  }
}

function republished(period: string, url: string, found: string, { sha256 }: LockedFile): RatchetError {
  return new RatchetError(
    'lock',
    `${period} is at ${url} with sha256 ${found}, and was locked with ${sha256}; no other place has it`,
    {
      hint: 'put the locked file into a folder of months; if the month was published anew and that is right, remove its entry from data.lock.json and have that reviewed',
    },
  );
}

function missing(request: FindRequest, found: string, otherwise: string, cause?: unknown): RatchetError {
  const { period, dataDirs } = request;
  const known = monthlyFile.known(request);
  const folders =
    dataDirs.length === 0 ? 'the model’s data folder' : `the model’s data folder or ${dataDirs.join(', ')}`;
  const newest =
    known.length === 0 ? 'no month is here yet' : `the newest months here are ${known.slice(-3).join(', ')}`;
  return new RatchetError('not-found', `${period}: ${found} in ${folders}, and it ${otherwise}; ${newest}`, {
    ...(cause === undefined ? {} : { cause }),
    hint: 'choose another month (new ones are published about two months late), or name a folder that has it by --data',
  });
}
