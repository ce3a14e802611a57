import { expect, it } from 'vitest';
import { RateWindow } from '../../pipeline/serve/rate-window.ts';

it('lets a client make its requests of a window, and tells how long to wait for the next', () => {
  const rate = new RateWindow(2, 1000);
  expect([0, 100, 200, 900].map((ms) => rate.take('a', 5000 + ms))).toEqual([0, 0, 800, 100]);
  expect(rate.take('a', 6000)).toBe(0);
});

it('counts each client by itself', () => {
  const rate = new RateWindow(1, 1000);
  expect([rate.take('a', 0), rate.take('b', 0), rate.take('a', 1)]).toEqual([0, 0, 999]);
});

it('lets everything pass at 0', () => {
  const rate = new RateWindow(0, 1000);
  expect(Array.from({ length: 100 }, () => rate.take('a', 0)).every((wait) => wait === 0)).toBe(true);
});
