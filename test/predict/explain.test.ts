import { describe, expect, it } from 'vitest';
import { inputEffects } from '../../pipeline/predict/input-effects.ts';
import { inputValue, rideOf } from '../../pipeline/predict/ride.ts';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import type { TrainingReference } from '../../pipeline/predict/training-reference.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { errorOf } from '../platform/error-of.ts';
import { parcelModel } from './parcel-model.ts';

const scorer = new Scorer(parcelModel());
const BLOCK = makeBlock({ miles: [1, 4] }, { zone: ['a', 'b'] });

describe('an explanation', () => {
  it('is the sum that the prediction is, largest first: 5 + 3 · 4 − 2', () => {
    expect(scorer.explain(BLOCK, 1)).toEqual({
      prediction: 15,
      constant: 5,
      terms: [
        { term: 'far', group: 'direct', effect: 12 },
        { term: 'zone', group: 'one-hot', effect: -2 },
      ],
      groups: [
        { group: 'direct', effect: 12, terms: 1 },
        { group: 'one-hot', effect: -2, terms: 1 },
      ],
    });
  });

  it('cannot be given where the terms overflow, and says what to look for', async () => {
    const { recipe, ...rest } = parcelModel();
    const wild = new Scorer({ ...rest, recipe: { ...recipe, final: ['miles * miles', 'one_hot(zone)'] } });
    const error = await errorOf(() => wild.explain(makeBlock({ miles: [1e300] }, { zone: ['a'] }), 0));
    expect([error.code, error.hint]).toEqual([
      'numeric',
      'look for a value that is missing, infinite or far too large',
    ]);
  });
});

describe('the effect of an input', () => {
  const { recipe, ...rest } = parcelModel({
    final: [5, 3, ...Array.from({ length: 24 }, (_, hour) => hour / 10)],
  });
  const byHour = new Scorer({ ...rest, recipe: { ...recipe, final: ['far', 'one_hot(hour)'] } });
  const inputs: TrainingReference['inputs'] = {
    miles: { kind: 'number', value: 2 },
    zone: { kind: 'category', label: 'b' },
    started: { kind: 'time', hour: 10 },
  };

  it('is what the prediction loses when that input alone becomes the typical one', () => {
    const ride = rideOf(BLOCK, 0);
    expect(inputEffects(scorer, ride, { inputs })).toEqual([
      { input: 'zone', value: 'a', typical: 'b', effect: 4 },
      { input: 'miles', value: 1, typical: 2, effect: -3 },
    ]);
  });

  it('leaves a timestamp its day and takes the typical hour', () => {
    const started = Date.UTC(2021, 0, 31, 23, 59, 59);
    const ride = makeBlock({ miles: [2], started: [started] });
    const [first, second] = inputEffects(byHour, ride, { inputs });
    expect(first).toEqual({
      input: 'started',
      value: '2021-01-31 23:59:59',
      typical: '2021-01-31 10:00:00',
      effect: expect.closeTo(1.3, 12),
    });
    expect(second).toEqual({ input: 'miles', value: 2, typical: 2, effect: 0 });
  });

  it('is left out where training or the ride tells nothing to compare with', () => {
    const ride = makeBlock({ miles: [2], started: [Number.NaN] });
    expect(inputEffects(byHour, ride, { inputs }).map(({ input }) => input)).toEqual(['miles']);
    expect(inputEffects(byHour, ride, { inputs: {} })).toEqual([]);
  });
});

describe('the value of an input', () => {
  it('is a number, a label or a time as people write them, and null for nothing', () => {
    const block = makeBlock(
      { n: [1.5, Number.NaN, Number.NEGATIVE_INFINITY], t: [0, Number.NaN, 1] },
      { c: ['x', '', 'y'] },
    );
    const values = [0, 1, 2].map((row) => {
      const ride = rideOf(block, row);
      return [inputValue(ride, 'n', false), inputValue(ride, 't', true), inputValue(ride, 'c', false)];
    });
    expect(values).toEqual([
      [1.5, '1970-01-01 00:00:00', 'x'],
      [null, null, null],
      ['-Infinity', '1970-01-01 00:00:00.001', 'y'],
    ]);
  });
});
