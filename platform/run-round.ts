import { closeSync, openSync, readSync } from 'node:fs';
import type { PreparedColumn, ShardRef } from '../pipeline/ingest/prepared.ts';
import { shardLayout } from '../pipeline/ingest/prepared-columns.ts';
import { readShard, type ShardBlock } from '../pipeline/ingest/shard-reader.ts';
import type { Round } from '../pipeline/train/round.ts';
import { type RoundName, rounds } from '../pipeline/train/round-registry.ts';
import { ShardMemory } from './shard-memory.ts';

/** Shards of a round that one thread runs. */
export interface RoundTask {
  /** Rounds of one session go over the same shards; what they keep of a shard is forgotten when another keeps some. */
  readonly session: string;
  readonly name: RoundName;
  readonly state: unknown;
  readonly shards: readonly RoundShard[];
}

export interface RoundShard {
  readonly ref: ShardRef;
  readonly columns: readonly PreparedColumn[];
  /** Position among all shards of the session. */
  readonly index: number;
}

const memory = new ShardMemory();

/** Runs a round over some shards, one in memory at a time, and gives their statistic. */
export async function runRound({ session, name, state, shards }: RoundTask): Promise<unknown> {
  const round = rounds[name] as Round<unknown, unknown>;
  const run = round.start(state, memory.of(session));
  for (const shard of shards) if (!run.recall?.(shard.index)) run.add(loadShard(shard), shard.index);
  return run.finish();
}

/** Shards come and go one after another, each in the place of the last. */
let buffer = new Uint8Array(0);
const nullRoom = new Map<string, Float64Array>();

function loadShard({ ref, columns }: RoundShard): ShardBlock {
  const { bytes } = shardLayout(columns, ref.rows);
  if (buffer.length < bytes) buffer = new Uint8Array(bytes);
  const file = openSync(ref.file, 'r');
  try {
    const read = readSync(file, buffer, 0, bytes, ref.offset);
    return readShard(buffer.subarray(0, read), columns, ref.labels, ref.rows, nullRoom);
  } finally {
    closeSync(file);
  }
}
