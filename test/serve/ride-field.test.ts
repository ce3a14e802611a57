import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp, UNREADABLE } from '../../pipeline/ingest/parse-cell.ts';
import { wallClock } from '../../pipeline/predict/wall-clock.ts';
import { readLabel, readNumber, readTimestamp, TIMESTAMP_PATTERN } from '../../pipeline/serve/ride-field.ts';

describe('a timestamp of a request', () => {
  it('is the one that a file with the same text gives', () => {
    const when = fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(2999, 11, 31) });
    fc.assert(
      fc.property(when, fc.constantFrom(' ', 'T'), (ms, gap) => {
        const text = wallClock(ms).replace(' ', gap);
        expect(readTimestamp(text)).toBe(parseTimestamp(text));
      }),
    );
  });

  it('is read exactly where its pattern matches and its day is in the calendar', () => {
    const pattern = new RegExp(TIMESTAMP_PATTERN);
    const digit = fc.constantFrom(...'0123456789');
    const text = fc
      .tuple(fc.array(digit, { minLength: 14, maxLength: 14 }), fc.constantFrom(' ', 'T', 'x'))
      .map(([d, gap]) => {
        const part = (from: number, to: number) => d.slice(from, to).join('');
        return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}${gap}${part(8, 10)}:${part(10, 12)}:${part(12, 14)}`;
      });
    fc.assert(
      fc.property(text, (value) => {
        expect(readTimestamp(value) !== UNREADABLE).toBe(pattern.test(value));
        if (pattern.test(value)) expect(parseTimestamp(value)).not.toBe(UNREADABLE);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['2024-02-29 00:00:00', '2000-02-29T23:59', '2021-12-31 23:59:59.123456', '2021-01-01 00:00:00Z'])(
    'may be %s',
    (text) => {
      expect(readTimestamp(text)).toBe(parseTimestamp(text));
    },
  );

  it.each([
    '2023-02-29 00:00:00',
    '1900-02-29 00:00:00',
    '2021-04-31 00:00:00',
    '2021-01-01',
    '0999-01-01 00:00:00',
    '2021-01-01 24:00:00',
    '2021-01-01 00:00:00+01:00',
    '',
    'NA',
    ' 2021-01-01 00:00:00',
    20210101,
    true,
  ])('may not be %j', (value) => {
    expect(readTimestamp(value)).toBe(UNREADABLE);
  });
});

it('numbers are no text, labels are text or numbers, and null is nothing', () => {
  expect([readNumber(1.5), readNumber(null), readNumber('1')]).toEqual([1.5, Number.NaN, UNREADABLE]);
  expect([readLabel(74), readLabel('74.0'), readLabel(null), readLabel(true)]).toEqual([
    '74',
    '74',
    '',
    UNREADABLE,
  ]);
});
