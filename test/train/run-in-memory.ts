import type { Round, RoundMemory, Shard } from '../../pipeline/train/round.ts';
import { type RunRound, rounds } from '../../pipeline/train/round-registry.ts';

/** Runs rounds over shards in this thread, as `lanes` threads would: each its own share, statistics merged at the end. */
export function runInMemory(shards: readonly Shard[], lanes = 1, memory?: () => RoundMemory): RunRound {
  const memories = Array.from({ length: lanes }, () => memory?.());
  return async (name, state) => {
    const round = rounds[name] as Round<unknown, unknown>;
    const statistics = memories.map((kept, lane) => {
      const run = round.start(state, kept);
      for (const [index, shard] of shards.entries())
        if (index % lanes === lane && !run.recall?.(index)) run.add(shard, index);
      return run.finish();
    });
    return round.merge(statistics) as never;
  };
}
