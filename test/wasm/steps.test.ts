import { describe, expect, test } from 'vitest';
import { Arena } from '../../pipeline/wasm/arena.ts';
import { f64 } from '../../pipeline/wasm/f64.ts';
import { i32 } from '../../pipeline/wasm/i32.ts';
import { type Answer, instantiate } from '../../pipeline/wasm/instantiate.ts';
import { loopModule, orAsk, position, type Step } from '../../pipeline/wasm/loop.ts';
import { placement } from '../../pipeline/wasm/placement.ts';
import { entry, numberEntry } from '../../pipeline/wasm/table.ts';

/** Runs steps over n rows. */
function run(arena: Arena, steps: readonly Step[], n: number, ask?: Answer): void {
  instantiate(loopModule(steps, placement(arena)), arena, ask)(n);
}

describe('an addition', () => {
  test('goes to the sum that its row chooses, one row after another', () => {
    const arena = new Arena();
    const sums = arena.allocate(8 * 6);
    const cell = entry(Int32Array.of(2, 0, 2, 2), position);
    const value = numberEntry(Float64Array.of(1e16, 5, 1, 1), position);
    const to = i32.mul(cell, i32.constant(16));
    run(
      arena,
      [
        { value: f64.constant(1), to, offset: sums },
        { value, to, offset: sums + 8 },
      ],
      4,
    );
    // In floating point, 10^16 + 1 + 1 is 10^16.
    expect([...arena.numbers(sums, 6)]).toEqual([1, 5, 0, 0, 3, 1e16]);
  });

  test('sees what an earlier step of the same row has added', () => {
    const arena = new Arena();
    const sum = arena.allocate(8);
    const add = (value: number) => ({ value: f64.constant(value), to: i32.constant(0), offset: sum });
    run(arena, [add(1), add(0.5)], 10);
    expect(arena.numbers(sum, 1)[0]).toBe(15);
  });
});

describe('a column', () => {
  test('of short whole numbers takes two bytes a row', () => {
    const arena = new Arena();
    const at = arena.allocate(2 * 3);
    const codes = entry(Int32Array.of(65_535, 0, 7), position);
    run(arena, [{ value: codes, at, isShort: true }], 3);
    expect([...arena.shorts(at, 3)]).toEqual([65_535, 0, 7]);
  });

  test('may leave room between its rows', () => {
    const arena = new Arena();
    const at = arena.allocate(8 * 5);
    run(arena, [{ value: f64.of(position), at, shift: 4 }], 3);
    expect([...arena.numbers(at, 5)]).toEqual([0, 0, 1, 0, 2]);
  });
});

describe('what a loop cannot find', () => {
  test('it asks for, once a row, telling the code, the row and the question', () => {
    const arena = new Arena();
    const at = arena.allocate(4 * 4);
    const asked: number[][] = [];
    const found = orAsk(entry(Int32Array.of(5, 0, 9, 0), position), 3, i32.sub(position, i32.constant(1)));
    const columns = [
      { value: found, at },
      { value: i32.add(found, found), at },
    ];
    run(arena, columns, 4, (...question) => {
      asked.push(question);
      return 100 + question[1];
    });
    expect([...arena.words(at, 4)]).toEqual([10, 202, 18, 206]);
    expect(asked).toEqual([
      [0, 1, 3],
      [2, 3, 3],
    ]);
  });

  test('may be put where memory grows for it', () => {
    const arena = new Arena();
    const pages = 50;
    const found = orAsk(i32.constant(0), 0, position);
    const add = { value: f64.of(position), to: found, offset: 0 };
    const addresses: number[] = [];
    run(arena, [add], pages, () => {
      const address = arena.allocate(65_536);
      addresses.push(address);
      return address;
    });
    expect(addresses.map((address) => arena.numbers(address, 1)[0])).toEqual([...Array(pages).keys()]);
  });

  test('is an error where nobody answers', () => {
    const arena = new Arena();
    const at = arena.allocate(8);
    expect(() => run(arena, [{ value: orAsk(i32.constant(0), 0, position), at }], 1)).toThrow(
      /without answers/,
    );
  });
});
