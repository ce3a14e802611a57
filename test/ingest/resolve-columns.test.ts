import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { compareSchemas } from '../../pipeline/ingest/compare-schemas.ts';
import { type ResolvedSchema, resolveColumns } from '../../pipeline/ingest/resolve-columns.ts';
import { openRows } from '../../platform/open-rows.ts';
import { RIDES } from './rides-contract.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/parquet');

async function resolve(file: string, required?: string[]): Promise<ResolvedSchema> {
  const source = await openRows(join(FIXTURES, file), file);
  source.close();
  return resolveColumns(RIDES, source, required);
}

async function errorOf(file: string): Promise<RatchetError> {
  const error: unknown = await resolve(file).catch((thrown: unknown) => thrown);
  if (error instanceof RatchetError) return error;
  throw new Error(`${file} was accepted`);
}

describe('a source that does not meet the contract', () => {
  it('is told every violation at once, with the file, the names looked for and the nearest name there', async () => {
    const { code, exitCode, message } = await errorOf('missing-columns.parquet');
    expect([code, exitCode]).toEqual(['schema', 3]);
    expect(message.split('\n')).toEqual([
      'missing-columns.parquet: column dropoff: expected a timestamp named dropoff, found none of them; known: lpep_pickup, zone, kind, milles, riders',
      'missing-columns.parquet: column miles: expected a number named miles, found none of them; did you mean "milles"?',
    ]);
  });

  it('is told each column of the wrong type, with what was expected and found', async () => {
    const { message, hint } = await errorOf('wrong-types.parquet');
    expect(message.split('\n')).toEqual([
      'wrong-types.parquet: column pickup: expected a timestamp, found int64 (in lpep_pickup)',
      'wrong-types.parquet: column miles: expected a number, found string',
    ]);
    expect(hint).toContain('model.yaml');
  });

  it('is refused for times in a zone other than UTC, which would move by hours', async () => {
    expect((await errorOf('other-zone.parquet')).message).toContain(
      'column pickup: expected a timestamp, found timestamp[us, America/New_York]',
    );
  });

  it('may lack columns that are not required', async () => {
    const { columns } = await resolve('missing-columns.parquet', ['pickup', 'zone']);
    expect(columns.map(({ name }) => name)).toEqual(['pickup', 'zone', 'kind', 'riders']);
  });
});

describe('a source that meets the contract', () => {
  it('is read by whichever of a column’s names it has', async () => {
    const source = (schema: ResolvedSchema) => schema.columns.find(({ name }) => name === 'pickup')?.source;
    expect(source(await resolve('same/plain.parquet'))).toBe('lpep_pickup');
    expect(source(await resolve('same/renamed.parquet'))).toBe('tpep_pickup');
  });

  it('has its extra columns listed, and does not fail for them', async () => {
    expect((await resolve('same/extra-column.parquet')).extra).toEqual(['cbd_congestion_fee']);
  });

  it('has a note for a column that holds nothing', async () => {
    expect((await resolve('null-column.parquet')).notes).toEqual(['riders holds nothing in this file']);
  });

  it('has a note when two of a column’s names are there', () => {
    const holds = ['timestamp', 'number', 'category'] as const;
    const names = ['lpep_pickup', 'pickup', 'dropoff', 'zone', 'kind', 'miles', 'riders'];
    const schema = names.map((name) => ({ name, type: 'text', holds }));
    expect(resolveColumns(RIDES, { file: 'rides.csv', schema }).notes).toEqual([
      'pickup is read from lpep_pickup; pickup is there too',
    ]);
  });

  it('has a schema digest that follows names and physical types, not compression or row groups', async () => {
    const digests = await Promise.all(
      ['plain', 'two-row-groups', 'pages-v2', 'int32-snappy', 'extra-column'].map(
        async (name) => (await resolve(`same/${name}.parquet`)).digest,
      ),
    );
    expect(digests[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digests.slice(1, 3)).toEqual([digests[0], digests[0]]);
    expect(new Set(digests).size).toBe(3);
  });
});

it('two schemas differ by what is new, gone and of another type, whatever the order', async () => {
  const plain = (await resolve('same/plain.parquet')).physical;
  expect(compareSchemas(plain, (await resolve('same/other-order.parquet')).physical)).toEqual([]);
  expect(compareSchemas(plain, (await resolve('same/int32-snappy.parquet')).physical)).toEqual([
    'zone was int64 and is int32',
    'riders was float64 and is int32',
  ]);
  const [first, ...rest] = plain;
  expect(compareSchemas(rest, [...plain.slice(0, 5), ['fee', 'float64']])).toEqual([
    `${first![0]} (timestamp[us]) is new`,
    'fee (float64) is new',
    'riders (float64) is gone',
  ]);
});
