import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RatchetError } from '../../pipeline/errors.ts';
import { isPeriod, periodBounds } from '../../pipeline/ingest/period.ts';
import { checkFormat } from '../check-format.ts';
import { download } from '../download.ts';
import type { FindRequest, FoundFile, SourceKind } from './source-kind.ts';

const PLACE = '{period}';
const optionsSchema = z.strictObject({
  kind: z.literal('monthly-file'),
  file: z.string().includes(PLACE),
  url: z.url().optional(),
});

/** One file a month, by a name that carries the month; from a folder, or from an address that carries it too. */
export const monthlyFile: SourceKind = {
  kind: 'monthly-file',

  async find(request) {
    const { period, dataDirs, downloadDir, modelDir } = request;
    // Fails on anything that is no month, before it becomes part of a path.
    periodBounds(period);
    const options = parseOptions(request);
    const name = options.file.replace(PLACE, period);
    const source = options.url?.replace(PLACE, period) ?? name;
    const places = [
      { origin: 'embedded', dir: join(modelDir, 'data') },
      ...dataDirs.map((dir) => ({ origin: 'data-dir', dir }) as const),
      { origin: 'cache', dir: downloadDir },
    ] as const;
    const place = places.find(({ dir }) => existsSync(join(dir, name)));
    if (place) return { path: join(place.dir, name), period, name, source, origin: place.origin };
    if (options.url === undefined)
      throw missing(request, `no file ${name}`, 'has no address to fetch it from');
    return fetchMonth(request, { path: join(downloadDir, name), period, name, source, origin: 'downloaded' });
  },

  known(request) {
    const [before, after] = parseOptions(request).file.split(PLACE) as [string, string];
    const dirs = [join(request.modelDir, 'data'), ...request.dataDirs, request.downloadDir];
    const names = dirs.filter((dir) => existsSync(dir)).flatMap((dir) => readdirSync(dir));
    const months = names
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .map((name) => name.slice(before.length, name.length - after.length))
      .filter(isPeriod);
    return [...new Set(months)].sort();
  },
};

async function fetchMonth(request: FindRequest, file: FoundFile): Promise<FoundFile> {
  const task = request.progress.start(`fetching ${file.name}`, 'B');
  try {
    await download({
      url: file.source,
      path: file.path,
      progress: (done, total) => task.update(done, total),
      verify: (path) => checkFormat(path, file.name),
      ...(request.retry ? { retry: request.retry } : {}),
    });
    return file;
  } catch (error) {
    if (!(error instanceof RatchetError) || error.code !== 'not-found') throw error;
    throw missing(request, `no file ${file.name}`, `is not at ${file.source} either`, error);
  } finally {
    task.end();
  }
}

function parseOptions({ contract }: Pick<FindRequest, 'contract'>): z.infer<typeof optionsSchema> {
  const parsed = optionsSchema.safeParse(contract.source);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `source.${path.join('.')}: ${message}`);
  throw new RatchetError('contract', `model ${contract.name}: ${issues.join('; ')}`, {
    hint: `a monthly-file has file: (a name with ${PLACE} in it) and, optionally, url: (an address with ${PLACE})`,
  });
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
