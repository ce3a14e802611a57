import { describe, expect, it } from 'vitest';
import { ShardMemory } from '../../platform/shard-memory.ts';

describe('what a thread keeps of its shards', () => {
  it('is recalled with its last tag, by the session that kept it', () => {
    const memory = new ShardMemory();
    const one = memory.of('one');
    const columns = one.keep(3, 'base', 2, 5)!;
    expect(columns.map(({ length }) => length)).toEqual([5, 5]);
    expect(one.keep(3, 'zone', 2, 5)).toBe(columns);
    expect(memory.of('one').recall(3)).toEqual({ tag: 'zone', columns });
    expect([one.recall(4), memory.of('two').recall(3)]).toEqual([undefined, undefined]);
  });

  it('outlives a session that keeps nothing, and is forgotten when another keeps something', () => {
    const memory = new ShardMemory();
    const one = memory.of('one');
    one.keep(0, 'base', 1, 5);
    const two = memory.of('two');
    expect([two.recall(0), one.recall(0)?.tag]).toEqual([undefined, 'base']);
    two.keep(1, 'base', 1, 5);
    expect([one.recall(0), two.recall(1)?.tag]).toEqual([undefined, 'base']);
  });

  it('has room for 96 MiB, and for as much again in the next session', () => {
    const memory = new ShardMemory();
    const rows = 2 ** 20;
    const kept = (session: string) =>
      Array.from({ length: 13 }, (_, shard) => memory.of(session).keep(shard, 'base', 1, rows));
    expect(kept('one').map((columns) => columns !== undefined)).toEqual([...new Array(12).fill(true), false]);
    expect(kept('two').filter((columns) => columns !== undefined)).toHaveLength(12);
  });
});
