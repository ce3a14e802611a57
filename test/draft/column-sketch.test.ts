import * as arrow from 'apache-arrow';
import { makeData, Vector } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { ColumnSketcher } from '../../pipeline/draft/column-sketch.ts';
import { describeType, TEXT } from '../../pipeline/ingest/physical-type.ts';

/** What is seen of a column of text cells, given in batches. */
function sketchTexts(name: string, ...batches: readonly (readonly string[])[]) {
  const sketcher = new ColumnSketcher({ name, type: TEXT.name, holds: TEXT.holds });
  for (const loose of batches) sketcher.add({ loose, firstRow: 1 });
  return sketcher.sketch();
}

describe('a column of a text file', () => {
  test.each([
    { what: 'timestamps', name: 'started', cells: ['2024-01-01 08:30:00', ''], type: 'timestamp' },
    { what: 'numbers', name: 'miles', cells: ['1.5', '-2', 'NA'], type: 'number' },
    { what: 'words', name: 'weather', cells: ['sun', 'rain'], type: 'category' },
    { what: 'numbers that name something', name: 'PULocationID', cells: ['74', '42'], type: 'category' },
    { what: 'numbers that name something', name: 'trip_type', cells: ['1', '2'], type: 'category' },
    { what: 'numbers and a word', name: 'miles', cells: ['1.5', 'far'], type: 'category' },
  ])('of $what is a $type', ({ name, cells, type }) => {
    expect(sketchTexts(name, cells)?.type).toBe(type);
  });

  test('is what all of its batches can be read as', () => {
    expect(sketchTexts('a', ['1', '2'], ['3', 'x'])?.type).toBe('category');
  });

  test('counts nulls and different values', () => {
    expect(sketchTexts('a', ['x', 'y', ''], ['x', ''])).toMatchObject({ rows: 5, nulls: 2, distinct: 2 });
  });

  test('of numbers has their range, mean and standard deviation', () => {
    // By hand: mean 5, squares about it 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, and √(32 / 8) = 2.
    const { moments } = sketchTexts('a', ['2', '4', '4', '4'], ['5', '5', '7', '9'])!;
    expect(moments).toEqual({ min: 2, max: 9, mean: 5, sd: 2 });
  });

  test('of midnights alone is daily', () => {
    expect(sketchTexts('day', ['2024-01-01', '2024-01-02'])?.isDaily).toBe(true);
    expect(sketchTexts('day', ['2024-01-01', '2024-01-02 00:00:01'])?.isDaily).toBe(false);
  });

  test('of nothing is left out', () => {
    expect(sketchTexts('a', ['', 'NA'])).toBeUndefined();
  });

  test.each([
    ['Start Time (UTC)', 'Start_Time_UTC'],
    ['2nd stop', 'column_2nd_stop'],
    ['miles', 'miles'],
  ])('called %s is written %s', (source, name) => {
    expect(sketchTexts(source, ['1'])?.name).toBe(name);
  });
});

describe('a column of a Parquet file', () => {
  const sketchValues = (name: string, data: arrow.Data) => {
    const { name: type, holds } = describeType(String(data.type));
    const sketcher = new ColumnSketcher({ name, type, holds });
    sketcher.add(new Vector([data]));
    return sketcher.sketch();
  };

  test('of integers is a number, with nulls left out of its range', () => {
    const data = makeData({
      type: new arrow.Int64(),
      length: 3,
      nullCount: 1,
      nullBitmap: Uint8Array.of(0b101),
      data: BigInt64Array.of(3n, 99n, 7n),
    });
    expect(sketchValues('stops', data)).toMatchObject({
      type: 'number',
      nulls: 1,
      distinct: 2,
      moments: { min: 3, max: 7, mean: 5, sd: 2 },
    });
  });

  test('of timestamps is one, whatever its unit', () => {
    const type = new arrow.TimestampMicrosecond();
    const data = makeData({ type, length: 1, data: BigInt64Array.of(1_704_067_200_000_000n) });
    expect(sketchValues('at', data)).toMatchObject({ type: 'timestamp', isDaily: true });
  });
});
