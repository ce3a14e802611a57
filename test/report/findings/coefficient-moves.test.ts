import { describe, expect, it } from 'vitest';
import { coefficientMoves } from '../../../pipeline/report/findings/coefficient-moves.ts';
import { IMPORTANCE, makeModel } from '../fixture.ts';

describe('coefficientMoves', () => {
  const champion = makeModel([1, 0.4, 0, 0, 0, 0, 0, 0.8, 0, 0.25, 0.2]);
  const candidate = makeModel([2, 0.4, 0, 0, 0, 0, 0.1, 0.9, 0, 0.33, 0.2]);

  it('ranks terms by how far the change of the coefficient alone moves predictions', () => {
    // Spread × |new − old| / |new|: prediction 6.2 × 0.1/0.9, phone 0.31 × 0.1/0.1, weekend × hour 1.1 × 0.08/0.33.
    const moves = coefficientMoves(candidate, champion, IMPORTANCE);
    expect(
      moves.slice(0, 3).map(({ term, group, effect }) => [term, group, Number(effect!.toFixed(9))]),
    ).toEqual([
      ['prediction', 'direct', 0.688888889],
      ['phone', 'direct', 0.31],
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
    expect(gone.map(({ term, champion: value, effect }) => [term, value, effect])).toContainEqual([
      'PULocationID',
      0.2,
      undefined,
    ]);
    const added = coefficientMoves(champion, plain, IMPORTANCE).filter((move) => move.champion === undefined);
    // A new coefficient moves predictions by all that its term does: 0.8 min.
    expect(added.find(({ term }) => term === 'PULocationID')).toMatchObject({ candidate: 0.2, effect: 0.8 });
  });
});
