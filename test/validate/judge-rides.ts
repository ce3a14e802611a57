import type { Check, Contract } from '../../pipeline/contract/schema.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { PreparedSource } from '../../pipeline/ingest/prepared-index.ts';
import { type ValidationReport, validationReportSchema } from '../../pipeline/validate/report.ts';
import { statisticsSchema } from '../../pipeline/validate/statistics.ts';
import { finishStatistics, StatisticsCounter } from '../../pipeline/validate/statistics-counter.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { RIDES } from '../ingest/rides-contract.ts';
import { observe } from './observe.ts';

/** A file that the reports are about. */
export const SOURCE: PreparedSource = {
  file: 'rides_2021-01.parquet',
  bytes: 1,
  sha256: 'a'.repeat(64),
  rows: 4,
  schemaDigest: 'sha256:b',
  columns: [['pickup', 'timestamp[us]']],
  extra: ['fee'],
  notes: [],
};
export const JANUARY = Date.UTC(2021, 0, 1);

/** Four rides of ten minutes on the first of January, unless told otherwise. */
export function rides(
  numbers: Record<string, number[]> = {},
  categories: Record<string, string[]> = {},
): Block {
  const pickup = numbers.pickup ?? [0, 1, 2, 3].map((hour) => JANUARY + hour * 3_600_000);
  const dropoff = pickup.map((ms) => ms + 600_000);
  const fill = { dropoff, miles: [1, 2, 3, 4], riders: [1, 1, 1, 1] };
  return makeBlock(
    { ...fill, ...numbers, pickup },
    { zone: ['1', '2', '3', '4'], kind: ['street', 'street', 'phone', 'phone'], ...categories },
  );
}

/** What is counted of some blocks of one file. */
export function statisticsOf(contract: Contract, blocks: Block[], firstRow = 1) {
  const counter = new StatisticsCounter(contract, '2021-01');
  let row = firstRow;
  for (const block of blocks) {
    counter.add(observe(contract, block, row));
    row += block.rows;
  }
  return counter.state();
}

/** The report on a block by some checks, its statistics by way of JSON, as they come out of the cache. */
export function judge(checks: Check[], block: Block, more: object = {}): ValidationReport {
  const contract: Contract = { ...RIDES, checks };
  const statistics = statisticsSchema.parse(
    JSON.parse(JSON.stringify(finishStatistics([statisticsOf(contract, [block])]))),
  );
  const report = validate({
    contract,
    period: '2021-01',
    source: SOURCE,
    statistics,
    asOf: '2021-02-01',
    ...more,
  });
  return validationReportSchema.parse(report);
}
