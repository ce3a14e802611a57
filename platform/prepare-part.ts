import type { Contract } from '../pipeline/contract/schema.ts';
import { keepRows, targetValues } from '../pipeline/ingest/keep-rows.ts';
import { createNormalizer } from '../pipeline/ingest/normalize.ts';
import { preparedColumns } from '../pipeline/ingest/prepared-columns.ts';
import { resolveColumns } from '../pipeline/ingest/resolve-columns.ts';
import { RowHasher } from '../pipeline/ingest/row-hasher.ts';
import { ShardWriter } from '../pipeline/ingest/shard-writer.ts';
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
  readonly outFile: string;
}

export interface PartResult {
  readonly shards: readonly { offset: number; rows: number }[];
  /** Category labels of all shards of the part. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** Rows read and rows kept. */
  readonly rows: number;
  readonly kept: number;
}

/** Streams a part: every row is observed for validation, the rows in the target's range are written. */
export async function preparePart(task: PartTask): Promise<PartResult> {
  const { contract } = task;
  const source = await openRows(task.path, task.name);
  const out = await ShardFile.create(task.outFile);
  try {
    const normalizer = createNormalizer(resolveColumns(contract, source));
    const hasher = new RowHasher(contract.columns);
    const shards: { offset: number; rows: number }[] = [];
    const writer = new ShardWriter(preparedColumns(contract), contract.target.name, async (bytes, rows) => {
      shards.push({ offset: await out.append(bytes), rows });
    });

    let rows = 0;
    let kept = 0;
    let labels: Readonly<Record<string, readonly string[]>> = {};
    for await (const batch of source.batches(normalizer.sourceColumns, task.rowGroups)) {
      const block = normalizer.normalize(batch);
      const targets = targetValues(contract.target, block);
      const hashes = hasher.first(block);
      const keptRows = keepRows(targets, contract.target.keep);
      await writer.append({ block, targets, hashes, kept: keptRows });
      labels = block.labels;
      rows += block.rows;
      kept += keptRows.length;
    }
    await writer.flush();
    return { shards, labels, rows, kept };
  } finally {
    await out.close();
    source.close();
  }
}
