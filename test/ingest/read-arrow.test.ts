import {
  type DataType,
  DateDay,
  DateMillisecond,
  Dictionary,
  Float16,
  Float64,
  Int8,
  Int32,
  TimestampMicrosecond,
  TimestampNanosecond,
  TimestampSecond,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { expect, it } from 'vitest';
import { ColumnRoom } from '../../pipeline/ingest/column-room.ts';
import { readNumbers } from '../../pipeline/ingest/read-numbers.ts';
import { readTimestamps } from '../../pipeline/ingest/read-timestamps.ts';

// Layouts that Parquet files do not carry, or that pyarrow does not write into them; here made by apache-arrow itself.
const vector = (values: unknown[], type: DataType) => vectorFromArray(values, type) as Vector;
const NOON = Date.UTC(2021, 0, 31, 12);

it('timestamps and dates of every unit are milliseconds since 1970, NaN where null', () => {
  for (const type of [new TimestampSecond(), new TimestampMicrosecond(), new TimestampNanosecond()]) {
    expect([...readTimestamps(vector([NOON, null, -1000], type))]).toEqual([NOON, Number.NaN, -1000]);
  }
  const midnight = Date.UTC(2021, 0, 31);
  for (const type of [new DateDay(), new DateMillisecond()]) {
    expect([...readTimestamps(vector([new Date(midnight), null], type))]).toEqual([midnight, Number.NaN]);
  }
});

it('nanoseconds are read to the microsecond, as microseconds are', () => {
  const microseconds = vector([0], new TimestampMicrosecond());
  const nanoseconds = vector([0], new TimestampNanosecond());
  (microseconds.data[0]!.values as BigInt64Array)[0] = 1_612_137_599_123_457n;
  (nanoseconds.data[0]!.values as BigInt64Array)[0] = 1_612_137_599_123_456_789n;
  expect(readTimestamps(microseconds)[0]).toBe(1_612_137_599_123.457);
  expect(readTimestamps(nanoseconds)[0]).toBe(readTimestamps(microseconds)[0]);
});

it('numbers in a dictionary, and numbers of half width, are numbers', () => {
  const dictionary = new Dictionary(new Float64(), new Int8());
  expect([...readNumbers(vector([2.5, null, 2.5, 7], dictionary))]).toEqual([2.5, Number.NaN, 2.5, 7]);
  expect([...readNumbers(vector([1.5, null], new Float16()))]).toEqual([1.5, Number.NaN]);
});

it('a slice of a vector gives its own rows', () => {
  const slice = vector([1, null, 3, null, 5], new Int32()).slice(1, 4);
  expect([...readNumbers(slice)]).toEqual([Number.NaN, 3, Number.NaN]);
});

it('a column read into the room of another takes its place, longer or shorter', () => {
  const room = new ColumnRoom();
  const first = readNumbers(vector([1, 2, 3], new Float64()), room);
  expect([...readNumbers(vector([4, null], new Float64()), room)]).toEqual([4, Number.NaN]);
  expect([...first]).toEqual([4, Number.NaN, 3]);
  expect([...readNumbers(vector([5, 6, 7, 8], new Float64()), room)]).toEqual([5, 6, 7, 8]);
});
