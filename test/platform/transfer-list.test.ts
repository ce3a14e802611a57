import { expect, it } from 'vitest';
import { buffersOf } from '../../platform/transfer-list.ts';

it('finds the memory of every array in objects, lists and maps, once', () => {
  const [a, b, c] = [Float64Array.of(1, 2, 3), Int32Array.of(4), Uint8Array.of(5)];
  const value = {
    text: 'x',
    none: null,
    list: [{ a, again: a.subarray(1) }, 7],
    map: new Map([['b', { b }]]),
    c,
  };
  expect(buffersOf(value)).toEqual([a.buffer, b.buffer, c.buffer]);
});

it('leaves out memory that threads share: it is not copied anyway', () => {
  expect(buffersOf(new Float64Array(new SharedArrayBuffer(8)))).toEqual([]);
});
