import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp } from '../../pipeline/ingest/parse-cell.ts';
import { wallClock } from '../../pipeline/predict/wall-clock.ts';

const [FIRST, LAST] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 11, 31)];

describe('a timestamp as text', () => {
  it.each([
    [0, '1970-01-01 00:00:00'],
    [1612166400000, '2021-02-01 08:00:00'],
    [1612166400000.5, '2021-02-01 08:00:00.0005'],
    [1612166400123.456, '2021-02-01 08:00:00.123456'],
    [999.9999999, '1970-01-01 00:00:01'],
    [-1, '1969-12-31 23:59:59.999'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
    [1e300, ''],
  ])('of %d is "%s"', (ms, text) => {
    expect(wallClock(ms)).toBe(text);
  });

  it('is read back as the same microsecond', () => {
    const micros = fc
      .integer({ min: FIRST, max: LAST })
      .chain((ms) => fc.integer({ min: 0, max: 999 }).map((us) => ms + us / 1000));
    fc.assert(
      fc.property(micros, (ms) => {
        expect(Math.round((parseTimestamp(wallClock(ms)) as number) * 1000)).toBe(Math.round(ms * 1000));
      }),
    );
  });
});
