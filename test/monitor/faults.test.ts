import { describe, expect, it } from 'vitest';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { FaultContext } from '../../pipeline/monitor/faults/fault.ts';
import { parseInjection } from '../../pipeline/monitor/faults/parse-injection.ts';
import { faultOf } from '../../pipeline/monitor/faults/registry.ts';
import { createRandom } from '../../pipeline/stats/random.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const ROWS = 1000;
const block: Block = {
  rows: ROWS,
  numbers: {
    start: Float64Array.from({ length: ROWS }, (_, i) => i * HOUR + 12 * MINUTE + 5000),
    end: Float64Array.from({ length: ROWS }, (_, i) => i * HOUR + 31 * MINUTE + 40_000),
    miles: Float64Array.from({ length: ROWS }, (_, i) => (i % 10 === 0 ? Number.NaN : 2)),
  },
  codes: { vendor: Uint16Array.from({ length: ROWS }, (_, i) => i % 2) },
  labels: { vendor: ['1', '2'] },
};
const contract = {
  columns: {
    start: { type: 'timestamp' },
    end: { type: 'timestamp' },
    miles: { type: 'number' },
    vendor: { type: 'category' },
  },
  target: { name: 'duration', unit: 'min', minutes_between: ['start', 'end'], keep: [1, 60] },
  time: 'start',
  features: { numbers: {}, keys: {} },
} as FaultContext['contract'];

function inject(text: string): Block {
  const { spec } = parseInjection(`2022-02:${text}`);
  return faultOf(spec.kind).apply(block, spec, { contract, random: createRandom(1) });
}
const minutes = ({ numbers }: Block) =>
  numbers['end']!.map((end, i) => (end - numbers['start']![i]!) / MINUTE);

describe('a fault', () => {
  it('is a month, a kind, and what it is in', () => {
    expect(parseInjection('2022-02:shift:trip_distance*1.6')).toMatchObject({
      period: '2022-02',
      spec: { kind: 'shift', subject: 'trip_distance', size: 1.6 },
    });
    expect(parseInjection('2022-02:nulls').spec).toEqual({
      kind: 'nulls',
      subject: undefined,
      label: undefined,
      size: undefined,
    });
    expect(parseInjection('2022-02:clock:VendorID=1*0.5').spec).toEqual({
      kind: 'clock',
      subject: 'VendorID',
      label: '1',
      size: 0.5,
    });
    expect(parseInjection('2022-02:duplicate:0.02').spec).toMatchObject({ kind: 'duplicate', size: 0.02 });
  });

  it('of shift multiplies numbers, and of unit-change by the kilometres of a mile', () => {
    expect(inject('shift:miles*1.5').numbers['miles']!.slice(0, 2)).toEqual(Float64Array.of(Number.NaN, 3));
    expect(inject('unit-change').numbers['miles']![1]).toBe(2 * 1.609344);
  });

  it('of nulls takes values from so many more rows, as a share of all', () => {
    const lost = inject('nulls:miles+0.2').numbers['miles']!.filter((value) => Number.isNaN(value)).length;
    expect(lost / ROWS).toBeGreaterThan(0.27);
    expect(lost / ROWS).toBeLessThan(0.33);
  });

  it('of duplicates repeats rows right after themselves', () => {
    const { rows, numbers, codes } = inject('duplicate:0.1');
    expect(rows).toBeGreaterThan(1070);
    expect(rows).toBeLessThan(1130);
    expect(new Set(numbers['start']).size).toBe(ROWS);
    expect(codes['vendor']!.length).toBe(rows);
  });

  it('of poison gives a share of the rows any target of the range', () => {
    const wrong = minutes(inject('poison:0.1')).filter((value) => Math.abs(value - 19.5833) > 0.001);
    expect(wrong.length).toBeGreaterThan(70);
    expect(wrong.length).toBeLessThan(130);
    expect(Math.min(...wrong)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...wrong)).toBeLessThanOrEqual(60);
  });

  it('of a clock gives one label the minutes of the start, so that rows last seconds or whole hours', () => {
    const found = minutes(inject('clock:vendor=1'));
    expect(found[0]).toBeCloseTo(35 / 60, 9);
    expect(found[1]).toBeCloseTo(19 + 35 / 60, 9);
  });

  it.each([
    ['shift:vendor*2', 'the fault shift needs a column of number, not vendor'],
    ['clock', 'the fault clock needs a category and one of its labels'],
    ['rust', 'there is no fault "rust"'],
  ])('%s is refused', (text, message) => expect(() => inject(text)).toThrow(message));

  it('leaves the rows that it is put into as they are', () => {
    const before = block.numbers['miles']!.slice();
    inject('shift:miles*2');
    expect(block.numbers['miles']).toEqual(before);
  });
});
