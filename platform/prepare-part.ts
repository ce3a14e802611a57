import type { Contract } from '../pipeline/contract/schema.ts';
import type { Block } from '../pipeline/ingest/block.ts';
import { ColumnRoom } from '../pipeline/ingest/column-room.ts';
import { keepRows, targetValues } from '../pipeline/ingest/keep-rows.ts';
import { createNormalizer } from '../pipeline/ingest/normalize.ts';
import { preparedColumns, sortColumn } from '../pipeline/ingest/prepared-columns.ts';
import { resolveColumns } from '../pipeline/ingest/resolve-columns.ts';
import { RowHasher } from '../pipeline/ingest/row-hasher.ts';
import { ShardWriter } from '../pipeline/ingest/shard-writer.ts';
import { type PartialStatistics, StatisticsCounter } from '../pipeline/validate/statistics-counter.ts';
import { openRows } from './open-rows.ts';
import { ShardFile } from './shard-file.ts';

/** Whole row groups of one file, to be prepared into one file of shards. Survives a structured clone. */
export interface PartTask {
  readonly contract: Contract;
  readonly period: string;
  readonly path: string;
  /** What messages call the file. */
  readonly name: string;
  /** Left out for a file without row groups. */
  readonly rowGroups?: readonly number[];
  /** Rows of the file before this part. */
  readonly firstRow: number;
  /** Rows of the whole file, where it says so. */
  readonly fileRows?: number;
  readonly outFile: string;
}

export interface PartResult {
  readonly shards: { offset: number; rows: number }[];
  /** Category labels of all shards of the part. */
  readonly labels: Record<string, string[]>;
  readonly statistics: PartialStatistics;
}

/** Streams a part: every row is observed for validation, the rows in the target's range are written. */
export async function preparePart(task: PartTask): Promise<PartResult> {
  const { contract } = task;
  const source = await openRows(task.path, task.name);
  const out = await ShardFile.create(task.outFile);
  try {
    const normalizer = createNormalizer(resolveColumns(contract, source), true);
    const [targetRoom, keptRoom] = [new ColumnRoom(), new ColumnRoom()];
    const hasher = new RowHasher(contract.columns);
    const shards: { offset: number; rows: number }[] = [];
    const writer = new ShardWriter(
      preparedColumns(contract),
      contract.target.name,
      sortColumn(contract),
      async (bytes, rows) => {
        shards.push({ offset: await out.append(bytes), rows });
      },
    );

    const statistics = new StatisticsCounter(contract, task.period, task.fileRows);
    let firstRow = task.firstRow + 1;
    let labels: Block['labels'] = {};
    for await (const batch of source.batches(normalizer.sourceColumns, task.rowGroups)) {
      const block = normalizer.normalize(batch);
      const targets = targetValues(contract.target, block, targetRoom);
      const hashes = hasher.first(block);
      const kept = keepRows(targets, contract.target.keep, keptRoom);
      const secondHashes = (rows: Uint32Array) => hasher.second(block, rows);
      statistics.add({ block, targets, kept, hashes, secondHashes, firstRow });
      await writer.append({ block, targets, hashes, kept });
      labels = block.labels;
      firstRow += block.rows;
    }
    await writer.flush();
    return { shards, labels: copyLabels(labels), statistics: statistics.state() };
  } finally {
    await out.close();
    source.close();
  }
}

function copyLabels(labels: Block['labels']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(labels).map(([name, values]) => [name, [...values]]));
}
