import { expect, test } from 'vitest';
import { RecipeFrame } from '../../pipeline/model/recipe-frame.ts';
import { cellLayout, PRODUCT_TICKS, RESIDUAL_TICKS } from '../../pipeline/train/encodings/cell-layout.ts';
import { fitEncodings } from '../../pipeline/train/encodings/fit-encodings.ts';
import { makeRides, RIDES, recipeOf, stateOf } from './synthetic.ts';

const FOLDS = { count: 8, judged: 1 };

test('a fitted run says of a cell what its encodings say together, those without slope apart from the others', () => {
  const chain = [
    { by: ['from'], shrink: 4 },
    { by: ['kind'], shrink: 4 },
    { by: ['to'], slope: 'excess', shrink: 16 },
  ];
  const encodings = [{ group: 'g', chains: { c: chain } }];
  const recipe = recipeOf({ base: ['miles'], encodings, final: ['miles'] });
  const bound = new RecipeFrame(RIDES, stateOf(makeRides(300)), recipe).encodings;
  const layout = cellLayout(FOLDS, 2);
  // Two rows a cell, of weight 1 and slope 2; residuals are 1, 3 and 5 a row.
  const sums = new Float64Array(3 * layout.stride);
  for (const [cell, residual] of [1, 3, 5].entries()) {
    const at = cell * layout.stride;
    sums[at + layout.rows(1)] = 2;
    for (const [a, b, product] of [
      [0, 0, 1],
      [1, 0, 2],
      [1, 1, 4],
    ] as const)
      sums[at + layout.product(1, a, b)] = 2 * product * PRODUCT_TICKS;
    for (const [a, slope] of [1, 2].entries())
      sums[at + layout.residual(0, a)] = 2 * residual * slope * RESIDUAL_TICKS;
  }
  const cells = { codes: Float64Array.of(4, 7, 9), sums, stride: layout.stride };
  // Nobody knows where the first began, nor the kind of the second.
  const keys = [Int32Array.of(-1, 2, 2), Int32Array.of(0, -1, 0), Int32Array.of(1, 1, -1)];
  const { tables, effect } = fitEncodings(cells, keys, bound, FOLDS, 0, 1);
  // By from: (6 + 10)/(4 + 4) = 2, which leaves 1, 1, 3 a row. By kind: (2 + 6)/(4 + 4) = 1, which leaves 0, 1, 2. By to, a
  // unit of slope: (0 + 2 · 2 · 1)/(2 · 2² + 2 · 2² + 16) = 1/8.
  expect([tables[0]![2], tables[1]![0], tables[2]![1]]).toEqual([2, 1, 0.125]);
  expect([...effect]).toEqual([1, 0.125, 2, 0.125, 3, 0]);
});
