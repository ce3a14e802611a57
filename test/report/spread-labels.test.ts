import { expect, test } from 'vitest';
import { spreadLabels } from '../../pipeline/report/plots/spread-labels.ts';

test('labels that are far enough apart stay where they are', () => {
  expect(spreadLabels([5, 1, 3], 2)).toEqual([5, 1, 3]);
});

test('two that are too close move apart by as much each, whichever comes first', () => {
  expect(spreadLabels([1, 1.5], 1)).toEqual([0.75, 1.75]);
  expect(spreadLabels([1.5, 1], 1)).toEqual([1.75, 0.75]);
});

test('those that a shift brings too close are shifted too', () => {
  // 1 and 1.2 alone would stand at 0.6 and 1.6, too close to 2.4: the three share the shift around their mean.
  expect(spreadLabels([1, 1.2, 2.4], 1).map((at) => Number(at.toFixed(9)))).toEqual([
    0.533333333, 1.533333333, 2.533333333,
  ]);
});

test('there may be none', () => {
  expect(spreadLabels([], 1)).toEqual([]);
});
