import { describe, expect, it } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { EMPTY_LOCK, parseLock, printLock, verifyLock, withMonth } from '../../pipeline/ingest/lock.ts';

const JANUARY = {
  file: 'rides_2021-01.parquet',
  source: 'https://example.org/rides_2021-01.parquet',
  bytes: 1000,
  rows: 10,
  sha256: 'a'.repeat(64),
  schemaDigest: `sha256:${'b'.repeat(64)}`,
};
const FEBRUARY = { ...JANUARY, file: 'rides_2021-02.parquet', sha256: 'c'.repeat(64) };

describe('a lock', () => {
  const lock = withMonth(withMonth(EMPTY_LOCK, '2021-02', FEBRUARY), '2021-01', JANUARY);

  it('comes back from its text as it was, with its months in order', () => {
    const text = printLock(lock);
    expect(parseLock(text, 'data.lock.json')).toEqual(lock);
    expect(text.indexOf('2021-01')).toBeLessThan(text.indexOf('2021-02'));
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('is not changed by adding a month', () => {
    expect(EMPTY_LOCK.months).toEqual({});
  });

  it('says whether a month is in it', () => {
    expect(verifyLock(lock, '2021-01', JANUARY, 'data.lock.json')).toBe(true);
    expect(verifyLock(lock, '2021-03', JANUARY, 'data.lock.json')).toBe(false);
  });

  it('does not mind where the same bytes came from', () => {
    const moved = { ...JANUARY, file: 'copy.parquet', source: 'copy.parquet' };
    expect(verifyLock(lock, '2021-01', moved, 'data.lock.json')).toBe(true);
  });

  it('refuses a month that is another one, naming every field that differs and what to do', () => {
    const other = { ...JANUARY, sha256: 'd'.repeat(64), rows: 11 };
    let error: unknown;
    try {
      verifyLock(lock, '2021-01', other, 'data.lock.json');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(RatchetError);
    const { code, exitCode, message, hint, file } = error as RatchetError;
    expect([code, exitCode, file]).toEqual(['lock', 3, 'data.lock.json']);
    expect(message).toBe(
      `2021-01 (rides_2021-01.parquet) is not the month that was locked: sha256: locked ${JANUARY.sha256}, found ${other.sha256}; rows: locked 10, found 11`,
    );
    expect(hint).toContain(JANUARY.source);
  });
});

describe('a lock that cannot be read', () => {
  const wrong: [what: string, text: string, says: string][] = [
    ['is not JSON', '{', 'expected a data lock, found'],
    ['has a key too many', '{"schemaVersion":1,"months":{},"extra":1}', 'extra'],
    ['has a month that is none', '{"schemaVersion":1,"months":{"2021-13":{}}}', '2021-13'],
    [
      'has a digest that is none',
      printLock(withMonth(EMPTY_LOCK, '2021-01', { ...JANUARY, sha256: 'x' })),
      '64 hex digits',
    ],
  ];
  for (const [what, text, says] of wrong) {
    it(`because it ${what}`, () => expect(() => parseLock(text, 'data.lock.json')).toThrow(says));
  }
});
