import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../pipeline/ingest/block.ts';
import { foldByte, RowHasher } from '../../pipeline/ingest/row-hasher.ts';
import { openRows } from '../../platform/open-rows.ts';
import { makeBlock } from './make-block.ts';
import { NYC, nycMonth } from './nyc-contract.ts';
import { readBlocks } from './read-block.ts';
import { RIDES } from './rides-contract.ts';

const COLUMNS = { miles: { type: 'number' }, zone: { type: 'category' } };
const hashes = (block: Block, columns = COLUMNS) => [...new RowHasher(columns).first(block)];

describe('the hash of a row', () => {
  const block = makeBlock({ miles: [1, 2, 1, 1] }, { zone: ['a', 'a', 'a', 'b'] });

  it('is the same for rows that are equal, and another for rows that differ in one cell', () => {
    const [first, second, third, fourth] = hashes(block);
    expect(third).toBe(first);
    expect(new Set([first, second, fourth]).size).toBe(3);
  });

  it('follows a category’s label, not its code', () => {
    const recoded = {
      ...block,
      codes: { zone: Uint16Array.of(9, 9, 9, 3) },
      labels: { zone: [...'???b?????a'] },
    };
    expect(hashes(recoded)).toEqual(hashes(block));
  });

  it('does not depend on the order of the rows or of the columns in the contract', () => {
    const reversed = makeBlock({ miles: [1, 1, 2, 1] }, { zone: ['b', 'a', 'a', 'a'] });
    expect(hashes(reversed)).toEqual(hashes(block).reverse());
    expect(hashes(block, { zone: { type: 'category' }, miles: { type: 'number' } } as never)).toEqual(
      hashes(block),
    );
  });

  it('is the same for 0 and -0, and for every NaN', () => {
    const zeros = hashes(makeBlock({ miles: [0, -0] }, { zone: ['a', 'a'] }));
    expect(zeros[1]).toBe(zeros[0]);
  });

  it('has a second, independent half, for chosen rows', () => {
    const hasher = new RowHasher(COLUMNS);
    const second = hasher.second(block, Uint32Array.of(3, 0, 2));
    expect(second[1]).toBe(second[2]);
    expect(second[0]).not.toBe(second[1]);
    expect(second[1]).not.toBe(hasher.first(block)[0]);
  });

  it('is the same however the file was written', async () => {
    const ofFile = async (name: string) => {
      const source = await openRows(join(import.meta.dirname, `../fixtures/parquet/same/${name}.parquet`));
      const blocks = await readBlocks(RIDES, source);
      source.close();
      return blocks.flatMap((part) => [...new RowHasher(RIDES.columns).first(part)]);
    };
    const plain = await ofFile('plain');
    for (const name of [
      'int16-ms-gzip',
      'uint16-ns-zstd',
      'text-ids-lz4',
      'one-row-a-group',
      'other-order',
      'decimal',
    ]) {
      expect(await ofFile(name)).toEqual(plain);
    }
  });
});

it('fold bytes of a real month are spread evenly', async () => {
  const source = await openRows(nycMonth('2021-01'));
  const hasher = new RowHasher(NYC.columns);
  const counts = new Array<number>(256).fill(0);
  for (const block of await readBlocks(NYC, source))
    for (const hash of hasher.first(block)) counts[foldByte(hash)]!++;
  source.close();
  const expected = 76_518 / 256;
  const chiSquare = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // The 99.9 % quantile of chi-square with 255 degrees of freedom (SciPy: stats.chi2.ppf(0.999, 255)).
  expect(chiSquare).toBeLessThan(330.52);
});
