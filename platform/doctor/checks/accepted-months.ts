import { join } from 'node:path';
import { RatchetError } from '../../../pipeline/errors.ts';
import { readLockOf } from '../../run/ingest-period.ts';
import { readAcceptedMonths } from '../../run/read-accepted-months.ts';
import { error, type ModelCheck } from '../check.ts';

/** What people accepted is written as it has to be, and is what was locked. The others show when they are fetched. */
export const acceptedMonths: ModelCheck = {
  title: 'Accepted months have a file and a reason',
  file: 'accepted-months.yaml',
  check: ({ root }, name) => {
    const file = `models/${name}/accepted-months.yaml`;
    const folder = { dir: join(root, 'models', name), name };
    try {
      const { months } = readLockOf(folder);
      return Object.entries(readAcceptedMonths(folder)).flatMap(([period, { sha256 }]) => {
        const locked = months[period]?.sha256 ?? sha256;
        if (locked === sha256) return [];
        const found = `${period} with the sha256 ${sha256}`;
        return [error(file, `what is locked, ${locked}`, found, 'Look at the month anew.')];
      });
    } catch (cause) {
      if (!(cause instanceof RatchetError)) throw cause;
      return [error(file, 'months with sha256 and reason', cause.message, `${cause.hint}.`)];
    }
  },
};
