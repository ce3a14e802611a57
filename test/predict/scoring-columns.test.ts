import { describe, expect, it } from 'vitest';
import { scoringColumns } from '../../pipeline/predict/scoring-columns.ts';
import { NYC } from '../ingest/nyc-contract.ts';
import { parcelModel } from './parcel-model.ts';

const { columns, features, recipe, comparisons } = NYC;

describe('the columns that a model reads', () => {
  it('are those that its recipe reaches, through numbers, keys, encodings and geometry, and not the target', () => {
    expect([...scoringColumns({ columns, features, recipe })]).toEqual([
      ['pickup_datetime', 'value'],
      ['VendorID', 'value'],
      ['PULocationID', 'value'],
      ['DOLocationID', 'value'],
      ['passenger_count', 'null-flag'],
      ['trip_distance', 'value'],
    ]);
  });

  it('are fewer for a plainer recipe of the same contract', () => {
    const plain = scoringColumns({ columns, features, recipe: comparisons['course-baseline']! });
    expect([...plain.keys()]).toEqual(['PULocationID', 'DOLocationID', 'trip_distance']);
  });

  it('include both sides of a geometry whose expected distance is used', () => {
    const geometry = { ...recipe, base: [], encodings: [], final: ['expected'] };
    expect([...scoringColumns({ columns, features, recipe: geometry }).keys()]).toEqual([
      'PULocationID',
      'DOLocationID',
    ]);
  });

  it('leave out encodings that a recipe without a base never asks for', () => {
    const { recipe: plain, ...model } = parcelModel();
    const unused = { group: 'g', min: 2, chains: { c: [{ by: ['kind'], shrink: 1 }] } };
    expect([...scoringColumns({ ...model, recipe: { ...plain, encodings: [unused] } }).keys()]).toEqual([
      'miles',
      'zone',
    ]);
    const used = { ...plain, base: ['far'], encodings: [unused], final: ['encodings'] };
    expect([...scoringColumns({ ...model, recipe: used }).keys()]).toEqual(['miles', 'kind']);
  });

  it('count as read by value where a null flag and a value are both asked for', () => {
    const final = ['phone', 'riders * far'];
    const { recipe: plain, ...model } = parcelModel();
    expect(scoringColumns({ ...model, recipe: { ...plain, final } }).get('riders')).toBe('value');
    expect(scoringColumns({ ...model, recipe: { ...plain, final: final.toReversed() } }).get('riders')).toBe(
      'value',
    );
    expect(scoringColumns({ ...model, recipe: { ...plain, final: ['phone'] } }).get('riders')).toBe(
      'null-flag',
    );
  });
});
