import { describe, expect, it } from 'vitest';
import { ShardMemory } from '../../platform/shard-memory.ts';

const MIB = 2 ** 20;

describe('what a thread keeps of its shards', () => {
  it('is recalled by the session that kept it, until it keeps something else of the same shard', () => {
    const memory = new ShardMemory();
    const one = memory.of('one');
    const blocks = one.keep(3, 50)!;
    expect(memory.of('one').recall(3)).toBe(blocks);
    expect([one.recall(4), memory.of('two').recall(3)]).toEqual([undefined, undefined]);
    const anew = one.keep(3, 50);
    expect(one.recall(3)).toBe(anew);
    expect(anew).not.toBe(blocks);
  });

  it('outlives a session that keeps nothing, and is forgotten when another keeps something', () => {
    const memory = new ShardMemory();
    const one = memory.of('one');
    const kept = one.keep(0, 50);
    const two = memory.of('two');
    expect([two.recall(0), one.recall(0)]).toEqual([undefined, kept]);
    const other = two.keep(1, 50);
    expect([one.recall(0), two.recall(1)]).toEqual([undefined, other]);
  });

  it('has room for 192 MiB, counting a shard once, and for as much again in the next session', () => {
    const memory = new ShardMemory();
    const kept = (session: string, shards: readonly number[]) =>
      shards.map((shard) => memory.of(session).keep(shard, 64 * MIB) !== undefined);
    expect(kept('one', [0, 1, 1, 2, 3, 2])).toEqual([true, true, true, true, false, true]);
    expect(kept('two', [0, 1, 2, 3])).toEqual([true, true, true, false]);
  });
});
