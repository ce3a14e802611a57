import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { packError, unpackError } from '../../platform/thread-error.ts';
import { createPool } from '../../platform/worker-pool.ts';
import { errorOf } from './error-of.ts';

const FILE = join(import.meta.dirname, '../fixtures/parquet/same/plain.parquet');
const pools = [createPool(1), createPool(2)];
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

for (const pool of pools) {
  describe(`a pool of ${pool.threads}`, () => {
    it('gives the results of tasks, more of them than it has threads', async () => {
      const results = await Promise.all(
        Array.from({ length: 5 }, () => pool.run('inspect-file', { path: FILE, name: 'rides.parquet' })),
      );
      expect(results.map(({ rowGroups }) => rowGroups)).toEqual(new Array(5).fill([6]));
    });

    it('rejects with a task’s own error, all of it, and goes on', async () => {
      const error = await errorOf(() =>
        pool.run('inspect-file', { path: 'none.parquet', name: 'none.parquet' }),
      );
      expect([error.code, error.exitCode, error.file, error.hint]).toEqual([
        'not-found',
        2,
        'none.parquet',
        'check the path',
      ]);
      expect((error.cause as { code?: string }).code).toBe('ENOENT');
      expect((await pool.run('inspect-file', { path: FILE, name: 'rides.parquet' })).schema).toHaveLength(6);
    });
  });
}

describe('a pool of threads', () => {
  it('runs tasks of one lane in the order given', async () => {
    const pool = createPool(2);
    const order: number[] = [];
    await Promise.all(
      [0, 1, 2, 3, 4].map(async (i) => {
        await pool.run('inspect-file', { path: FILE, name: 'rides.parquet' }, 1);
        order.push(i);
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4]);
    await pool.close();
  });

  it('rejects what has not ended when it is closed', async () => {
    const pool = createPool(2);
    const tasks = [1, 2, 3].map(() => pool.run('inspect-file', { path: FILE, name: 'rides.parquet' }));
    const errors = Promise.all(tasks.map((task) => errorOf(() => task)));
    await pool.close();
    expect((await errors).map(({ code }) => code)).toEqual(['internal', 'internal', 'internal']);
  });

  it('that is never used starts no thread', async () => {
    await createPool(64).close();
  });
});

describe('an error that crosses threads', () => {
  const cross = (error: unknown) => unpackError(structuredClone(packError(error)));

  it('keeps code, hint, file, line and the chain of its causes', () => {
    const root = Object.assign(new TypeError('denied'), { code: 'EACCES' });
    const cause = new Error('outer', { cause: root });
    const error = cross(
      new RatchetError('io', 'cannot write', { hint: 'try elsewhere', file: 'a.csv', line: 3, cause: root }),
    );
    expect(error).toBeInstanceOf(RatchetError);
    expect(error).toMatchObject({
      code: 'io',
      message: 'cannot write',
      hint: 'try elsewhere',
      file: 'a.csv',
      line: 3,
    });
    // Exit code 2, not 4: it follows from the cause.
    expect((error as RatchetError).exitCode).toBe(2);
    expect(cross(cause).cause).toMatchObject({ name: 'TypeError', message: 'denied', code: 'EACCES' });
  });

  it('keeps name and stack of any other error, and is an error even when it was none', () => {
    const error = new RangeError('too far');
    expect(cross(error)).toMatchObject({ name: 'RangeError', message: 'too far', stack: error.stack });
    expect(cross('just text')).toMatchObject({ name: 'Error', message: 'just text' });
  });
});
