import { randomUUID } from 'node:crypto';
import type { PreparedPartition } from '../pipeline/ingest/prepared.ts';
import type { Round } from '../pipeline/train/round.ts';
import { type RunRound, rounds } from '../pipeline/train/round-registry.ts';
import type { RoundShard } from './run-round.ts';
import { runTask } from './tasks.ts';
import type { Pool } from './worker-pool.ts';

/** To start a thread for fewer shards than this costs more time than it saves. */
const MIN_SHARDS_A_START = 6;

/**
 * Runs rounds over the shards of some partitions. Every thread always gets the same shards, so that what it keeps of them
 * serves the next round; statistics merge exactly, so that the result does not depend on the number of threads.
 */
export function createExecutor(pool: Pool, partitions: readonly PreparedPartition[]): RunRound {
  const session = randomUUID();
  const shards: RoundShard[] = partitions
    .flatMap(({ columns, shards: refs }) => refs.map((ref) => ({ ref, columns })))
    .map((shard, index) => ({ ...shard, index }));
  // On one lane the rounds run here: no thread has to be started, no statistic copied.
  const most = Math.floor(shards.length / (pool.isRunning ? 1 : MIN_SHARDS_A_START));
  const lanes = Math.max(1, Math.min(pool.threads, most));
  const shares = Array.from({ length: lanes }, (_, lane) =>
    shards.filter(({ index }) => index % lanes === lane),
  );
  return async (name, state) => {
    const statistics = await Promise.all(
      shares.map((share, lane) => {
        const task = { session, name, state, shards: share };
        return lanes === 1 ? runTask('run-round', task) : pool.run('run-round', task, lane);
      }),
    );
    return (rounds[name] as Round<unknown, unknown>).merge(statistics) as never;
  };
}
