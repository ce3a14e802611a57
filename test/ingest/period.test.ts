import { expect, it } from 'vitest';
import { mostCommonPeriod } from '../../pipeline/ingest/most-common-period.ts';
import { isPeriod, periodBounds, periodInName, shiftPeriod } from '../../pipeline/ingest/period.ts';
import { recordSource } from '../../pipeline/ingest/record-source.ts';
import { RIDES } from './rides-contract.ts';

it('a period is a month as YYYY-MM, and nothing else', () => {
  expect(['2021-01', '1999-12'].every(isPeriod)).toBe(true);
  expect(['2021-13', '2021-00', '2021-1', '21-01', '2021-01-01', ''].some(isPeriod)).toBe(false);
  expect(() => periodBounds('2021-1')).toThrow('expected a month such as 2021-01, found "2021-1"');
});

it('a period ends where the next one starts, over the end of a year and in leap years', () => {
  expect(periodBounds('2020-02')).toEqual([Date.UTC(2020, 1, 1), Date.UTC(2020, 2, 1)]);
  expect(periodBounds('2020-12')[1]).toBe(periodBounds('2021-01')[0]);
  expect([shiftPeriod('2021-01', -1), shiftPeriod('2021-12', 2), shiftPeriod('2021-05', 0)]).toEqual([
    '2020-12',
    '2022-02',
    '2021-05',
  ]);
});

it('a file name carries the last month that stands in it', () => {
  expect(periodInName('green_tripdata_2021-01.parquet')).toBe('2021-01');
  expect(periodInName('2020-12_to_2021-01.csv')).toBe('2021-01');
  expect(periodInName('2021-01-15.csv')).toBe('2021-01');
  expect(periodInName('rides.parquet')).toBeUndefined();
  expect(periodInName('12021-01.csv')).toBeUndefined();
});

it('rows lie mostly in one month, the earlier of two that are equally common', async () => {
  const period = (...pickups: (string | null)[]) =>
    mostCommonPeriod(
      RIDES,
      recordSource(
        pickups.map((pickup) => ({ pickup })),
        'rides.json',
      ),
    );
  expect(await period('2021-02-01', '2021-01-31', '2021-02-28 23:59:59', null, '2009-01-01')).toBe('2021-02');
  expect(await period('2021-02-01', '2021-01-31')).toBe('2021-01');
  await expect(period(null)).rejects.toThrow('rides.json: expected rows with a pickup, found none');
});
