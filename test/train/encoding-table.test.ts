import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packTable, unpackTable } from '../../pipeline/model/encoding-table.ts';
import { encodingTableSchema } from '../../pipeline/model/model.ts';
import { ENCODING_STEP } from '../../pipeline/train/encodings/fit-encodings.ts';

test('a table of whole steps comes back from its packed form as it was', () => {
  const steps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -20_000, max: 20_000 })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(steps, (values) => {
      const table = Float64Array.from(values, (value) => value * ENCODING_STEP + 0);
      const packed = packTable('zone', table, ENCODING_STEP);
      expect(unpackTable(packed, ENCODING_STEP)).toEqual(table);
      expect(
        unpackTable(encodingTableSchema.parse(JSON.parse(JSON.stringify(packed))), ENCODING_STEP),
      ).toEqual(table);
    }),
  );
});

test('only codes with a value are written, as gaps from the last one', () => {
  const table = Float64Array.of(0, 0.5, 0, 0, -0.25, 0);
  expect(packTable('zone', table, 0.25)).toEqual({ label: 'zone', size: 6, gaps: [2, 3], values: [2, -1] });
});

test('a value of less than half a step is left out', () => {
  expect(packTable('zone', Float64Array.of(0.1, 0.13), 0.25)).toEqual({
    label: 'zone',
    size: 2,
    gaps: [2],
    values: [1],
  });
});

test('a table without values is only its size', () => {
  expect(unpackTable(packTable('zone', new Float64Array(3), 0.25), 0.25)).toEqual(new Float64Array(3));
});
