import type { Contract } from '../contract/schema.ts';
import { RatchetError } from '../errors.ts';
import { createNormalizer } from './normalize.ts';
import { type Period, periodOf } from './period.ts';
import { resolveColumns } from './resolve-columns.ts';
import type { RowSource } from './row-source.ts';

/** Within what `Date` can express, and within four-digit years. */
const EARLIEST_MS = Date.UTC(1000, 0);
const LATEST_MS = Date.UTC(9999, 11);

/** Enough rows to tell a month by, even where some are misdated. */
const ENOUGH_ROWS = 200_000;

/** The month that most of a source's first rows lie in (the earlier of two); for a file whose name carries none. */
export async function mostCommonPeriod(
  contract: Pick<Contract, 'columns' | 'time'>,
  source: RowSource,
): Promise<Period> {
  const time = { [contract.time]: contract.columns[contract.time]! };
  const normalizer = createNormalizer(resolveColumns({ columns: time }, source));
  const counts = new Map<number, number>();
  let seen = 0;
  for await (const batch of source.batches(normalizer.sourceColumns)) {
    for (const ms of normalizer.normalize(batch).numbers[contract.time]!) {
      if (!(ms >= EARLIEST_MS && ms < LATEST_MS)) continue;
      const date = new Date(ms);
      const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
      counts.set(month, (counts.get(month) ?? 0) + 1);
    }
    seen += batch.rows;
    if (seen >= ENOUGH_ROWS) break;
  }
  const [best] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  if (best) return periodOf(Date.UTC(1000, best[0] - 12_000));
  throw new RatchetError('data', `${source.file}: expected rows with a ${contract.time}, found none`, {
    file: source.file,
    hint: 'give a file with rows, or put the month in its name as YYYY-MM',
  });
}
