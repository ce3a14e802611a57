import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { exactExp } from '../../pipeline/site/fdlibm/exp.ts';
import { exactLog } from '../../pipeline/site/fdlibm/log.ts';
import { fromHighWord, highWord, withHighWord } from '../../pipeline/site/fdlibm/words.ts';

const EDGES = [
  0,
  -0,
  1,
  -1,
  0.5,
  2,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  709.782712893384,
  709.7827128933841,
  -745.1332191019411,
  -745.1332191019412,
  -708.5,
  -720,
  1e-9,
  -1e-20,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  2 ** -1022,
  2 ** 54,
];

// Models are trained by this engine: the test says that a page, in whatever browser, computes the same.
test.each([
  { name: 'exp', exact: exactExp, own: Math.exp, usual: fc.double({ min: -20, max: 20, noNaN: true }) },
  { name: 'log', exact: exactLog, own: Math.log, usual: fc.double({ min: 0, max: 100, noNaN: true }) },
])(
  '$name gives the bits of this engine: at the edges, for usual values, and for any',
  ({ exact, own, usual }) => {
    for (const x of EDGES) expect(exact(x), String(x)).toBe(own(x));
    fc.assert(
      fc.property(fc.oneof(usual, fc.double()), (x) => Object.is(exact(x), own(x))),
      { numRuns: 20_000 },
    );
  },
);

it('takes a double apart into words, and puts it together: 1 is 0x3ff00000 and nothing', () => {
  expect(highWord(1)).toBe(0x3ff00000);
  expect(highWord(-2)).toBe(0xc0000000 | 0);
  expect(fromHighWord(0x40000000)).toBe(2);
  expect(withHighWord(1.5, 0x40080000)).toBe(3);
});
