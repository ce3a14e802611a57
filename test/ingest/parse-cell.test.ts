import { describe, expect, it } from 'vitest';
import { parseLabel, parseNumber, parseTimestamp, UNREADABLE } from '../../pipeline/ingest/parse-cell.ts';

const table = (parse: (cell: unknown) => unknown, rows: [cell: unknown, expected: unknown][]) => {
  for (const [cell, expected] of rows) {
    const shown = expected === UNREADABLE ? 'cannot be read' : `reads as ${String(expected) || 'nothing'}`;
    it(`${JSON.stringify(cell) ?? 'undefined'} ${shown}`, () => expect(parse(cell)).toBe(expected));
  }
};

describe('as a number', () =>
  table(parseNumber, [
    ['1.5', 1.5],
    [' -2 ', -2],
    ['+.5e3', 500],
    ['inf', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['', Number.NaN],
    ['NaN', Number.NaN],
    ['NULL', Number.NaN],
    [null, Number.NaN],
    [undefined, Number.NaN],
    [true, 1],
    [2.5, 2.5],
    ['0x10', UNREADABLE],
    ['1,5', UNREADABLE],
    ['12 miles', UNREADABLE],
    [{}, UNREADABLE],
  ]));

describe('as a timestamp', () =>
  table(parseTimestamp, [
    ['2021-01-31 23:59:59', Date.UTC(2021, 0, 31, 23, 59, 59)],
    ['2021-01-31T23:59:59Z', Date.UTC(2021, 0, 31, 23, 59, 59)],
    ['2021-01-31T23:59:59.25+00:00', Date.UTC(2021, 0, 31, 23, 59, 59, 250)],
    ['2021-01-31 23:59', Date.UTC(2021, 0, 31, 23, 59)],
    ['2021-01-31', Date.UTC(2021, 0, 31)],
    ['1969-12-31 23:59:59', -1000],
    ['', Number.NaN],
    [null, Number.NaN],
    ['2021-02-31', UNREADABLE],
    ['2021-13-01', UNREADABLE],
    ['2021-01-31 24:00:00', UNREADABLE],
    ['2021-01-31T23:59:59-05:00', UNREADABLE],
    ['31/01/2021', UNREADABLE],
    [1609459200000, UNREADABLE],
  ]));

describe('as a label', () =>
  table(parseLabel, [
    ['74', '74'],
    ['74.0', '74'],
    [' N ', 'N'],
    ['007', '007'],
    ['1.50', '1.50'],
    [74, '74'],
    [-0, '0'],
    [false, 'false'],
    ['', ''],
    [null, ''],
    [Number.NaN, ''],
    [[], UNREADABLE],
  ]));
