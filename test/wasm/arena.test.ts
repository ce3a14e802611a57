import { expect, test } from 'vitest';
import { Arena } from '../../pipeline/wasm/arena.ts';

test('what was placed stays as it is while the memory grows', () => {
  const arena = new Arena();
  const at = arena.place(Float64Array.of(0.25, -0, Number.NaN));
  const codes = arena.place(Int32Array.of(-1, 2 ** 31 - 1));
  const far = arena.allocate(1_000_000);
  arena.write(far, Int32Array.of(5));
  const [numbers, whole, last] = [new Float64Array(3), new Int32Array(2), new Int32Array(1)];
  arena.read(at, 3, numbers);
  arena.read(codes, 2, whole);
  arena.read(far, 1, last);
  expect([...numbers, ...whole, ...last]).toEqual([0.25, -0, Number.NaN, -1, 2 ** 31 - 1, 5]);
});

test('areas begin at multiples of 8, and none lies in another', () => {
  const arena = new Arena();
  expect([3, 8, 0, 17, 1].map((bytes) => arena.allocate(bytes))).toEqual([0, 8, 16, 16, 40]);
});

test('more than a memory can hold is an error that says what to do', () => {
  expect(() => new Arena().allocate(2 ** 33)).toThrow(
    expect.objectContaining({ code: 'contract', hint: expect.stringContaining('coarser keys') }),
  );
});

test('only the first n of a column are read', () => {
  const arena = new Arena();
  const at = arena.place(Float64Array.from({ length: 100 }, (_, i) => i));
  const out = new Float64Array(100).fill(-1);
  arena.read(at, 2, out);
  expect([...out.subarray(0, 4)]).toEqual([0, 1, -1, -1]);
  arena.read(at, 50, out);
  expect([...out.subarray(48, 52)]).toEqual([48, 49, -1, -1]);
});
