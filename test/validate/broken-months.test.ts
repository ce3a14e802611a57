import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { PreparedSource } from '../../pipeline/ingest/prepared-index.ts';
import type { ValidationReport } from '../../pipeline/validate/report.ts';
import { finishStatistics, StatisticsCounter } from '../../pipeline/validate/statistics-counter.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { openRows } from '../../platform/open-rows.ts';
import { NYC, nycMonth } from '../ingest/nyc-contract.ts';
import { readBlocks } from '../ingest/read-block.ts';
import { observe } from './observe.ts';

const SOURCE: PreparedSource = {
  file: 'green_tripdata_2021-01.parquet',
  bytes: 1,
  sha256: 'a'.repeat(64),
  rows: 76_518,
  schemaDigest: 'sha256:b',
  columns: [],
  extra: [],
  notes: [],
};

async function blocksOf(period: string): Promise<Block[]> {
  const source = await openRows(nycMonth(period));
  const blocks = await readBlocks(NYC, source);
  source.close();
  return blocks;
}

function judge(blocks: Block[], period = '2021-01'): ValidationReport {
  const counter = new StatisticsCounter(NYC, period);
  let firstRow = 1;
  for (const block of blocks) {
    counter.add(observe(NYC, block, firstRow));
    firstRow += block.rows;
  }
  const statistics = finishStatistics([counter.state()]);
  return validate({ contract: NYC, period, source: SOURCE, statistics, asOf: '2021-03-01' });
}

const errorsOf = ({ violations }: ValidationReport) =>
  violations.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);

/** A month whose numbers were changed on the way. */
const withNumbers = (
  blocks: Block[],
  change: (numbers: Record<string, Float64Array>) => Record<string, Float64Array>,
) => blocks.map((block) => ({ ...block, numbers: { ...block.numbers, ...change({ ...block.numbers }) } }));

describe('with the checks of nyc-green-taxi', () => {
  let january: Block[];
  beforeAll(async () => {
    january = await blocksOf('2021-01');
  });

  for (const period of ['2021-01', '2021-02', '2021-03']) {
    it(`${period} as it is passes`, async () => {
      const report = judge(await blocksOf(period), period);
      expect([errorsOf(report), report.ok]).toEqual([[], true]);
    });
  }

  const broken: [what: string, make: (blocks: Block[]) => Block[], rule: string][] = [
    ['written twice', (blocks) => [...blocks, ...blocks], 'duplicate rows'],
    [
      'with pickup and drop-off swapped',
      (blocks) =>
        withNumbers(blocks, ({ pickup_datetime, dropoff_datetime }) => ({
          pickup_datetime: dropoff_datetime!,
          dropoff_datetime: pickup_datetime!,
        })),
      'rows filtered out',
    ],
    [
      'with distances in metres',
      (blocks) =>
        withNumbers(blocks, ({ trip_distance }) => ({ trip_distance: trip_distance!.map((x) => x * 1609) })),
      'range of trip_distance',
    ],
    [
      'with a column lost',
      (blocks) =>
        withNumbers(blocks, ({ trip_distance }) => ({ trip_distance: trip_distance!.map(() => Number.NaN) })),
      'nulls in trip_distance',
    ],
    [
      'with zones of another city',
      (blocks) =>
        blocks.map((block) => ({
          ...block,
          labels: {
            ...block.labels,
            PULocationID: block.labels.PULocationID!.map((zone) => `${Number(zone) + 300}`),
          },
        })),
      'range of PULocationID',
    ],
    ['cut off after a few rows', (blocks) => firstRows(blocks[0]!, 100), 'row count'],
    ['without rows', () => [], 'row count'],
  ];
  for (const [what, make, rule] of broken) {
    it(`a month ${what} is stopped`, () => {
      const report = judge(make(january));
      expect(errorsOf(report)).toContain(rule);
      expect(report.ok).toBe(false);
    });
  }

  it('a month under another month’s name is stopped', () => {
    expect(errorsOf(judge(january, '2021-02'))).toContain('pickup_datetime inside the period');
  });
});

function firstRows(block: Block, rows: number): Block[] {
  const cut = <A extends Float64Array | Uint16Array>(columns: Readonly<Record<string, A>>) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(0, rows) as A]));
  return [{ ...block, rows, numbers: cut(block.numbers), codes: cut(block.codes) }];
}
