import { RatchetError } from '../errors.ts';
import type { Block } from './block.ts';
import type { PreparedColumn } from './prepared.ts';
import { shardLayout } from './prepared-columns.ts';

/** The rows of a shard, with their fold bytes. */
export interface ShardBlock extends Block {
  readonly hashes: Uint8Array;
}

/**
 * Views a shard's bytes as a block; floats and codes are not copied. A column stored as null flags reads as NaN where
 * it was null and 0 where it was not.
 *
 * @param bytes exactly one shard; its start in memory must be a multiple of 8
 * @param room for the numbers of null flags: a reader of many shards gives the same again, which a new shard writes over
 * @throws RatchetError `data` when the length is not that of such a shard
 */
export function readShard(
  bytes: Uint8Array,
  columns: readonly PreparedColumn[],
  labels: Readonly<Record<string, readonly string[]>>,
  rows: number,
  room: Map<string, Float64Array> = new Map(),
): ShardBlock {
  const layout = shardLayout(columns, rows);
  if (bytes.length !== layout.bytes) {
    throw new RatchetError(
      'data',
      `prepared shard: expected ${layout.bytes} bytes for ${rows} rows, found ${bytes.length}`,
      {
        hint: 'delete the folder out/cache and run again',
      },
    );
  }
  const numbers: Record<string, Float64Array> = {};
  const codes: Record<string, Uint16Array> = {};
  const shardLabels: Record<string, readonly string[]> = {};
  for (const [c, { name, storage }] of columns.entries()) {
    const at = bytes.byteOffset + layout.starts[c]!;
    if (storage === 'float64') numbers[name] = new Float64Array(bytes.buffer, at, rows);
    else if (storage === 'uint16') {
      codes[name] = new Uint16Array(bytes.buffer, at, rows);
      shardLabels[name] = labels[name] ?? [];
    } else numbers[name] = expandNullFlags(new Uint8Array(bytes.buffer, at, rows), name, room);
  }
  const hashes = new Uint8Array(bytes.buffer, bytes.byteOffset + layout.hashes, rows);
  return { rows, numbers, codes, labels: shardLabels, hashes };
}

function expandNullFlags(flags: Uint8Array, name: string, room: Map<string, Float64Array>): Float64Array {
  const known = room.get(name);
  const all = known && known.length >= flags.length ? known : new Float64Array(flags.length);
  room.set(name, all);
  for (let i = 0; i < flags.length; i++) all[i] = flags[i] === 1 ? Number.NaN : 0;
  return all.subarray(0, flags.length);
}
