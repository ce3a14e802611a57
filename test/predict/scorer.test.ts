import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_ROWS } from '../../pipeline/features/node.ts';
import { Predictor } from '../../pipeline/model/predictor.ts';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import { warningText } from '../../pipeline/predict/scoring-warning.ts';
import { type TrainingReference, trainingReference } from '../../pipeline/predict/training-reference.ts';
import { openModelFolder } from '../../platform/model-folder.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { findVersion } from '../../platform/run/published.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { parcelModel } from './parcel-model.ts';

const REFERENCE: TrainingReference = { ranges: { miles: [0.5, 20] }, inputs: {}, target: 12 };

/** Scores parcels given as miles and zone. */
function score(miles: number[], zone: string[], reference?: TrainingReference) {
  const { predictions, warnings } = new Scorer(parcelModel(), reference).score(
    makeBlock({ miles }, { zone }),
  );
  return { predictions: [...predictions], warnings: miles.map((_, row) => warningText(warnings.get(row))) };
}

describe('scoring', () => {
  it('adds up what the model says: 5 min, 3 a mile, 2 more in a and 2 fewer in b', () => {
    expect(score([1, 2.5, 0], ['a', 'b', 'b'])).toEqual({
      predictions: [10, 10.5, 3],
      warnings: ['', '', ''],
    });
  });

  it('gives the numbers of the predictor, bit for bit, over blocks of any length', () => {
    const n = 2 * BLOCK_ROWS + 7;
    const block = makeBlock(
      { miles: Array.from({ length: n }, (_, i) => (i * 0.37) % 9) },
      { zone: Array.from({ length: n }, (_, i) => 'ab'[i % 2]!) },
    );
    const predictor = new Predictor(parcelModel());
    const alone = new Float64Array(1);
    const expected = Array.from({ length: n }, (_, row) => {
      predictor.predict(block, Uint32Array.of(row), 1, alone);
      return alone[0];
    });
    expect([...new Scorer(parcelModel()).score(block).predictions]).toEqual(expected);
  });

  it('gives nothing for no rows', () => {
    const { predictions, warnings } = new Scorer(parcelModel()).score(makeBlock({ miles: [] }, { zone: [] }));
    expect([predictions.length, warnings.size]).toEqual([0, 0]);
  });

  it('needs only the columns that the model reads', () => {
    const { columns, uses } = new Scorer(parcelModel());
    expect(columns).toEqual({ miles: { type: 'number' }, zone: { type: 'category' } });
    expect([...uses]).toEqual([
      ['miles', 'value'],
      ['zone', 'value'],
    ]);
  });
});

describe('a warning', () => {
  it('names a category that training did not have, and one that is missing; both count as no zone', () => {
    expect(score([1, 1], ['z', ''])).toEqual({
      predictions: [8, 8],
      warnings: ['zone z was not seen in training', 'zone is missing'],
    });
  });

  it('names a number that is missing or infinite; both count as 0', () => {
    const { predictions, warnings } = score(
      [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      ['a', 'a', 'a'],
    );
    expect(predictions).toEqual([7, 7, 7]);
    expect(warnings).toEqual([
      'miles is missing',
      'miles is infinite and counts as 0',
      'miles is infinite and counts as 0',
    ]);
  });

  it('names a number beyond the clip of the recipe', () => {
    expect(score([10, 10.5, -1], ['a', 'a', 'a']).warnings).toEqual([
      '',
      'miles 10.5 is outside 0 to 10, the usual range in training',
      'miles -1 is outside 0 to 10, the usual range in training',
    ]);
  });

  it('holds numbers against training too, where it is told of it: the tighter bound counts', () => {
    expect(score([0.5, 0.4, 10, 11], ['a', 'a', 'a', 'a'], REFERENCE).warnings).toEqual([
      '',
      'miles 0.4 is outside 0.5 to 10, the usual range in training',
      '',
      'miles 11 is outside 0.5 to 10, the usual range in training',
    ]);
  });

  it('tells a prediction beyond the range that the target had in training', () => {
    const model = parcelModel({ final: [100, 3, 2, -2] });
    const { predictions, warnings } = new Scorer(model).score(makeBlock({ miles: [1] }, { zone: ['a'] }));
    expect([...predictions]).toEqual([105]);
    expect(warnings.get(0)).toEqual([
      {
        kind: 'unusual-prediction',
        column: 'duration',
        message: 'the predicted duration is outside 1 to 60 min, the range it was trained on',
      },
    ]);
  });

  it('tells what stands in where values overflow: the median of training, or the middle of the range', () => {
    const { recipe, ...rest } = parcelModel();
    const model = { ...rest, recipe: { ...recipe, final: ['miles * miles', 'one_hot(zone)'] } };
    const block = makeBlock({ miles: [1e300] }, { zone: ['a'] });
    const { predictions, warnings } = new Scorer(model, { ...REFERENCE, ranges: {} }).score(block);
    expect([...predictions]).toEqual([12]);
    expect(warningText(warnings.get(0))).toBe(
      'the predicted duration cannot be computed from such values; 12 min stands in',
    );
    expect([...new Scorer(model).score(block).predictions]).toEqual([30.5]);
  });

  it('says nothing of a column that is only asked whether it holds a value', () => {
    const { recipe, ...rest } = parcelModel({ final: [5, 2] });
    const scorer = new Scorer({ ...rest, recipe: { ...recipe, final: ['phone'] } });
    const { predictions, warnings } = scorer.score(makeBlock({ riders: [Number.NaN, 1e9] }));
    expect([[...predictions], warnings.size]).toEqual([[7, 5], 0]);
  });
});

describe('the published model', () => {
  const { model, profile } = findVersion(openModelFolder(codeRoot, 'nyc-green-taxi'), undefined);
  const scorer = new Scorer(model, trainingReference(profile));
  const number = fc.oneof(
    fc.double(),
    fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE),
  );
  const label = fc.oneof(fc.constantFrom('', '1', '2', '74', '265', '999'), fc.string());
  const ride = fc.record({
    numbers: fc.record({ pickup_datetime: number, passenger_count: number, trip_distance: number }),
    labels: fc.record({ VendorID: label, PULocationID: label, DOLocationID: label }),
  });

  it('gives a finite prediction for any values whatever, and explains exactly that', () => {
    fc.assert(
      fc.property(ride, ({ numbers, labels }) => {
        const each = <V>(values: Record<string, V>) =>
          Object.entries(values).map(([name, value]) => [name, [value]]);
        const block = makeBlock(Object.fromEntries(each(numbers)), Object.fromEntries(each(labels)));
        const [prediction] = scorer.score(block).predictions;
        const { constant, terms } = scorer.explain(block, 0);
        expect(Number.isFinite(prediction)).toBe(true);
        expect(terms.reduce((sum, { effect }) => sum + effect, constant)).toBeCloseTo(prediction!, 9);
      }),
      { numRuns: 500 },
    );
  });
});
