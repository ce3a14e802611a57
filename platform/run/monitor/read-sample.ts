import { closeSync, openSync, readSync } from 'node:fs';
import type { Block } from '../../../pipeline/ingest/block.ts';
import type { PreparedPartition } from '../../../pipeline/ingest/prepared.ts';
import { shardLayout } from '../../../pipeline/ingest/prepared-columns.ts';
import { readShard } from '../../../pipeline/ingest/shard-reader.ts';
import { RowSample } from '../../../pipeline/monitor/row-sample.ts';

/** Shards that a sample is taken from at most; each is read whole. */
const MAX_SHARDS = 8;

/** About `wanted` rows of prepared partitions, evenly spaced, the same ones every time. */
export function readSample(partitions: readonly PreparedPartition[], wanted: number): Block {
  const all = partitions.flatMap(({ columns, shards }) => shards.map((ref) => ({ columns, ref })));
  const every = Math.ceil(all.length / MAX_SHARDS);
  const chosen = all.filter((_, i) => i % every === 0);
  const rows = chosen.reduce((sum, { ref }) => sum + ref.rows, 0);
  const sample = new RowSample(rows / wanted);
  for (const { columns, ref } of chosen) {
    const bytes = new Uint8Array(shardLayout(columns, ref.rows).bytes);
    const file = openSync(ref.file, 'r');
    try {
      readSync(file, bytes, 0, bytes.length, ref.offset);
    } finally {
      closeSync(file);
    }
    sample.add(readShard(bytes, columns, ref.labels, ref.rows));
  }
  return sample.block();
}
