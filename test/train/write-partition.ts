import { readFileSync, writeFileSync } from 'node:fs';
import type { PreparedColumn, PreparedPartition } from '../../pipeline/ingest/prepared.ts';
import { shardLayout } from '../../pipeline/ingest/prepared-columns.ts';
import { readShard } from '../../pipeline/ingest/shard-reader.ts';
import type { Shard } from '../../pipeline/train/round.ts';

/** All shards of a partition, each with bytes of its own. */
export function readPartition({ shards, columns }: PreparedPartition): Shard[] {
  return shards.map(({ file, offset, rows, labels }) => {
    const bytes = Uint8Array.from(
      readFileSync(file).subarray(offset, offset + shardLayout(columns, rows).bytes),
    );
    return readShard(bytes, columns, labels, rows);
  });
}

/** Shards again, of at most `rows` rows each: as many as a test wants of a month that fits into one. */
export function cutShards(shards: readonly Shard[], rows: number): Shard[] {
  return shards.flatMap((shard) => {
    const starts = Array.from({ length: Math.ceil(shard.rows / rows) }, (_, i) => i * rows);
    return starts.map((start) => slice(shard, start, Math.min(shard.rows, start + rows)));
  });
}

function slice(shard: Shard, start: number, end: number): Shard {
  const cut = <A extends { subarray(start: number, end: number): A }>(columns: Readonly<Record<string, A>>) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.subarray(start, end)]));
  const { numbers, codes, labels, hashes } = shard;
  return {
    rows: end - start,
    numbers: cut(numbers),
    codes: cut(codes),
    labels,
    hashes: hashes.subarray(start, end),
  };
}

/** Writes shards one behind another, as a prepared partition that worker threads can read. */
export function writePartition(
  file: string,
  shards: readonly Shard[],
  columns: readonly PreparedColumn[],
): PreparedPartition {
  const parts = shards.map((shard) => shardBytes(shard, columns));
  let offset = 0;
  const refs = shards.map(({ rows, labels }, index) => {
    const ref = { index, file, offset, rows, labels };
    offset += parts[index]!.length;
    return ref;
  });
  writeFileSync(file, Buffer.concat(parts));
  return {
    period: '2021-01',
    columns,
    rows: shards.reduce((sum, { rows }) => sum + rows, 0),
    filtered: 0,
    shards: refs,
  };
}

function shardBytes({ rows, numbers, codes, hashes }: Shard, columns: readonly PreparedColumn[]): Uint8Array {
  const layout = shardLayout(columns, rows);
  const bytes = new Uint8Array(layout.bytes);
  for (const [c, { name, storage }] of columns.entries()) {
    const start = layout.starts[c]!;
    if (storage === 'float64') new Float64Array(bytes.buffer, start, rows).set(numbers[name]!);
    else if (storage === 'uint16') new Uint16Array(bytes.buffer, start, rows).set(codes[name]!);
    else
      for (const [row, value] of numbers[name]!.entries()) bytes[start + row] = Number.isNaN(value) ? 1 : 0;
  }
  bytes.set(hashes, layout.hashes);
  return bytes;
}
