import { describe, expect, it } from 'vitest';
import { type Contract, contractSchema } from '../../pipeline/contract/schema.ts';
import { preparedColumns, STORAGE_BYTES, shardLayout } from '../../pipeline/ingest/prepared-columns.ts';
import { NYC } from './nyc-contract.ts';
import { RIDES } from './rides-contract.ts';

const names = (contract: Contract) =>
  preparedColumns(contract).map(({ name, storage }) => `${name} ${storage}`);

/** RIDES with other features and recipe. */
const rides = (features: object, recipe: object, more: object = {}) =>
  contractSchema.parse({ ...RIDES, features: { numbers: {}, keys: {}, ...features }, recipe, ...more });

describe('the prepared columns', () => {
  it('of nyc-green-taxi are what its features use and its target, widest first', () => {
    expect(names(NYC)).toEqual([
      'pickup_datetime float64',
      'trip_distance float64',
      'duration float64',
      'VendorID uint16',
      'PULocationID uint16',
      'DOLocationID uint16',
      'passenger_count null-flag',
    ]);
  });

  it('of nyc-green-taxi take 32 bytes a row with the fold byte', () => {
    const bytes = preparedColumns(NYC).reduce((sum, { storage }) => sum + STORAGE_BYTES[storage], 1);
    expect(bytes).toBe(32);
  });

  it('always hold the time and the target, and nothing that no expression reaches', () => {
    expect(names(rides({}, { final: ['1'] }))).toEqual(['pickup float64', 'duration float64']);
  });

  it('hold a column as a value when it is used for more than whether it is null, in whichever order', () => {
    const both = ['pickup float64', 'riders float64', 'duration float64'];
    expect(names(rides({}, { final: ['is_null(riders)', 'riders'] }))).toEqual(both);
    expect(names(rides({}, { final: ['riders * is_null(riders)'] }))).toEqual(both);
  });

  it('hold a category as codes even when only its nulls are used', () => {
    expect(names(rides({}, { final: ['is_null(kind)'] }))).toContain('kind uint16');
  });

  const reachable: [where: string, contract: Contract][] = [
    ['a number of a number', rides({ numbers: { a: 'miles + 1', b: 'log(a)' } }, { final: ['b'] })],
    ['the weight of a recipe', rides({}, { final: ['1'], weight: 'sqrt(miles)' })],
    ['the base of a recipe', rides({}, { final: ['1'], base: ['hinges(miles, 1, 2)'] })],
    [
      'the slope of an encoding',
      rides(
        {},
        {
          base: ['1'],
          final: ['1'],
          encodings: [{ group: 'g', chains: { c: [{ by: ['zone'], slope: 'miles', shrink: 1 }] } }],
        },
      ),
    ],
    ['a comparison', rides({}, { final: ['1'] }, { comparisons: { plain: { final: ['miles'] } } })],
    [
      'a slice',
      rides(
        { keys: { far: 'cut(miles, 5)' } },
        { final: ['1'] },
        { gate: { ...RIDES.gate, slices: { far: { by: ['far'], tolerance: 0.1 } } } },
      ),
    ],
    [
      'the geometry',
      rides(
        {
          numbers: { alone: 'is_null(riders)' },
          geometry: { between: ['zone', 'kind'], measured: 'miles', unless: 'alone', clusters: {} },
        },
        { final: ['1'] },
      ),
    ],
  ];
  for (const [where, contract] of reachable) {
    it(`hold a column that only ${where} uses`, () => expect(names(contract)).toContain('miles float64'));
  }
});

it('a shard’s columns start at multiples of their width, and shards are multiples of 8 bytes long', () => {
  const columns = preparedColumns(NYC);
  for (const rows of [1, 2, 3, 7, 65_536]) {
    const { starts, hashes, bytes } = shardLayout(columns, rows);
    expect(columns.every(({ storage }, c) => starts[c]! % STORAGE_BYTES[storage] === 0)).toBe(true);
    expect(hashes).toBe(31 * rows);
    expect(bytes % 8).toBe(0);
    expect(bytes - 32 * rows).toBeGreaterThanOrEqual(0);
    expect(bytes - 32 * rows).toBeLessThan(8);
  }
});
