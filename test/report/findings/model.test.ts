import { describe, expect, it } from 'vitest';
import { coefficientMoves } from '../../../pipeline/report/findings/coefficient-moves.ts';
import { termNamer } from '../../../pipeline/report/findings/term-names.ts';
import { IMPORTANCE, makeModel } from '../fixture.ts';

describe('coefficientMoves', () => {
  const champion = makeModel([1, 0.4, 0, 0, 0, 0, 0, 0.8, 0, 0.25, 0.2]);
  const candidate = makeModel([2, 0.4, 0, 0, 0, 0, 0.1, 0.9, 0, 0.33, 0.2]);

  it('ranks terms by how far the change of the coefficient alone moves predictions', () => {
    // Spread × |new − old| / |new|: prediction 6.2 × 0.1/0.9, phone 0.31 × 0.1/0.1, weekend × hour 1.1 × 0.08/0.33.
    const moves = coefficientMoves(candidate, champion, IMPORTANCE);
    expect(moves.slice(0, 3).map(({ term, group, effect }) => [term, group, Number(effect!.toFixed(9))])).toEqual([
      ['prediction', 'direct', 0.688888889],
      ['is_null(passenger_count)', 'direct', 0.31],
      ['weekend × hour', 'time', 0.266666667],
    ]);
    expect(moves.slice(3).every(({ effect }) => effect === 0)).toBe(true);
  });

  it('does not count the constant as a term', () => {
    expect(coefficientMoves(candidate, champion, IMPORTANCE)).toHaveLength(10);
  });

  it('lists terms that only one of the models has', () => {
    const recipe = { ...champion.recipe, final: ['miles', 'phone'], encodings: [], base: [] };
    const plain = { ...champion, recipe, encodings: [], base: [], final: [1, 0.4, 0.3] };
    const gone = coefficientMoves(plain, champion, IMPORTANCE).filter((move) => move.candidate === undefined);
    expect(gone.map(({ term, champion: value, effect }) => [term, value, effect])).toContainEqual(['PULocationID', 0.2, undefined]);
    const added = coefficientMoves(champion, plain, IMPORTANCE).filter((move) => move.champion === undefined);
    // A new coefficient moves predictions by all that its term does: 0.8 min.
    expect(added.find(({ term }) => term === 'PULocationID')).toMatchObject({ candidate: 0.2, effect: 0.8 });
  });
});

describe('termNamer', () => {
  const nameOf = termNamer({
    numbers: {
      miles: 'clip(trip_distance, 0, 45)',
      wrong: 'outside(trip_distance, 0.02,45)',
      road: 'where(wrong, expected, miles)',
      detour: 'road - expected',
    },
    keys: { hour: 'hour(pickup)' },
  });

  it.each([
    ['hinges(clip(trip_distance, 0, 45), 1)', 'hinges(miles, 1)'],
    ['prediction * (where(wrong, expected, miles) - expected)', 'prediction * detour'],
    ['prediction * (where(outside(trip_distance, 0.02, 45), expected, clip(trip_distance, 0, 45)) - expected)', 'prediction * detour'],
    ['PULocationID × hour', 'PULocationID × hour'],
    ['hour(pickup)', 'hour'],
    ['myhour(pickup)', 'myhour(pickup)'],
  ])('%s is %s in the words of the contract', (label, name) => {
    expect(nameOf(label)).toBe(name);
  });
});
