import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Contract } from '../pipeline/contract/schema.ts';
import { RatchetError } from '../pipeline/errors.ts';
import { mostCommonPeriod } from '../pipeline/ingest/most-common-period.ts';
import { isPeriod, periodInName } from '../pipeline/ingest/period.ts';
import { openRows, READABLE_EXTENSIONS } from './open-rows.ts';
import { sourceOf } from './sources/registry.ts';
import type { FindRequest, FoundFile } from './sources/source-kind.ts';

export interface FindDataRequest extends Omit<FindRequest, 'contract' | 'period'> {
  readonly contract: Contract;
  /** A month (2021-01), or the path of a file. */
  readonly wanted: string;
}

/**
 * The file of a month, from the contract's source; or a file by its path, whose month is in its name or else is the one
 * that most of its rows lie in.
 */
export async function findData({ wanted, ...request }: FindDataRequest): Promise<FoundFile> {
  const { contract } = request;
  if (isPeriod(wanted)) return sourceOf(contract).find({ ...request, period: wanted });
  const isPath = READABLE_EXTENSIONS.some((extension) => wanted.toLowerCase().endsWith(extension));
  if (!isPath || !existsSync(wanted)) throw unknown(wanted, isPath);
  const name = basename(wanted);
  const period = periodInName(name) ?? (await periodOfRows(contract, wanted, name));
  return { path: wanted, period, name, source: name, origin: 'path' };
}

async function periodOfRows(contract: Contract, path: string, name: string): Promise<string> {
  const source = await openRows(path, name);
  try {
    return await mostCommonPeriod(contract, source);
  } finally {
    source.close();
  }
}

function unknown(wanted: string, isPath: boolean): RatchetError {
  const found = isPath ? `no file ${wanted}` : `"${wanted}"`;
  return new RatchetError(
    isPath ? 'not-found' : 'usage',
    `expected a month such as 2021-01 or the path of a file, found ${found}`,
    {
      hint: isPath ? 'check the path' : `a file ends in ${READABLE_EXTENSIONS.join(', ')}`,
    },
  );
}
