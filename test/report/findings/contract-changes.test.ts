import { describe, expect, it } from 'vitest';
import { contractChanges } from '../../../pipeline/report/findings/contract-changes.ts';
import { parcelModel } from '../../predict/parcel-model.ts';

const base = parcelModel();

describe('what changed between two contracts', () => {
  it('is nothing where only training differs', () => {
    expect(contractChanges(base, { ...base, final: [1, 2, 3, 4], rows: 7, periods: ['2024-02'] })).toEqual(
      [],
    );
  });

  it('is told key by key', () => {
    const numbers = { far: 'clip(miles, 0, 20)', near: 'miles - 1' };
    const target = { ...base.target, keep: [1, 90] as [number, number] };
    expect(contractChanges(base, parcelModel({ features: { ...base.features, numbers }, target }))).toEqual([
      { path: 'target.keep.1', before: 60, after: 90 },
      { path: 'features.numbers.far', before: 'clip(miles, 0, 10)', after: 'clip(miles, 0, 20)' },
      { path: 'features.numbers.phone', before: 'is_null(riders)', after: undefined },
      { path: 'features.numbers.near', before: undefined, after: 'miles - 1' },
    ]);
  });

  it('is, of a list of terms, what came and what went', () => {
    const final = ['far', 'phone', 'one_hot(kind)'];
    expect(contractChanges(base, parcelModel({ recipe: { ...base.recipe, final } }))).toEqual([
      { path: 'recipe.final', before: ['one_hot(zone)'], after: ['phone', 'one_hot(kind)'] },
    ]);
  });

  it('is all of a list where only its order changed', () => {
    const final = ['one_hot(zone)', 'far'];
    expect(contractChanges(base, parcelModel({ recipe: { ...base.recipe, final } }))).toEqual([
      { path: 'recipe.final', before: ['far', 'one_hot(zone)'], after: final },
    ]);
  });

  it('does not depend on the order of keys', () => {
    const { zone, ...others } = base.columns;
    expect(contractChanges(base, parcelModel({ columns: { zone: zone!, ...others } }))).toEqual([]);
  });
});
