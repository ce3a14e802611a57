import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { spendAlpha } from '../../pipeline/gate/spend-alpha.ts';

test('the first try has half of alpha, the second a sixth, the third a twelfth', () => {
  expect([0, 1, 2].map((n) => spendAlpha(0.05, n))).toEqual([0.05 / 2, 0.05 / 6, 0.05 / 12]);
});

test('however many the tries, their levels add up to less than alpha', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      (tries, alpha) => {
        const spent = Array.from({ length: tries }, (_, n) => spendAlpha(alpha, n)).reduce(
          (a, b) => a + b,
          0,
        );
        // The sum telescopes to alpha (1 - 1 / (tries + 1)).
        expect(spent).toBeCloseTo(alpha * (1 - 1 / (tries + 1)), 10);
        expect(spent).toBeLessThan(alpha);
      },
    ),
    { numRuns: 30 },
  );
});

test.each([-1, 0.5, Number.NaN])('%d earlier tries are refused', (attempts) => {
  expect(() => spendAlpha(0.05, attempts)).toThrow(RatchetError);
});
