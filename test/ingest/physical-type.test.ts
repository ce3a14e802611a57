import { expect, it } from 'vitest';
import { describeType } from '../../pipeline/ingest/physical-type.ts';

/** Left: what apache-arrow 21 prints. */
const TYPES: [arrow: string, name: string, holds: string][] = [
  ['Int64', 'int64', 'number category'],
  ['Uint8', 'uint8', 'number category'],
  ['Float32', 'float32', 'number category'],
  ['Decimal[10e+2]', 'decimal(10, 2)', 'number'],
  ['Bool', 'bool', 'number category'],
  ['Utf8', 'string', 'category'],
  ['LargeUtf8', 'string', 'category'],
  ['Utf8View', 'string', 'category'],
  ['Dictionary<Int32, Utf8>', 'dictionary<string>', 'category'],
  ['Dictionary<Int8, Int64>', 'dictionary<int64>', 'number category'],
  ['Timestamp<MICROSECOND>', 'timestamp[us]', 'timestamp'],
  ['Timestamp<NANOSECOND, UTC>', 'timestamp[ns, UTC]', 'timestamp'],
  ['Timestamp<MILLISECOND, America/New_York>', 'timestamp[ms, America/New_York]', ''],
  ['Date32<DAY>', 'date32', 'timestamp'],
  ['Date64<MILLISECOND>', 'date64', 'timestamp'],
  ['Null', 'null', 'timestamp number category'],
  ['Duration<SECOND>', 'duration<second>', ''],
];

for (const [arrow, name, holds] of TYPES) {
  it(`${arrow} is called ${name} and holds ${holds || 'nothing that a contract can ask for'}`, () => {
    expect(describeType(arrow)).toEqual({ name, holds: holds === '' ? [] : holds.split(' ') });
  });
}
