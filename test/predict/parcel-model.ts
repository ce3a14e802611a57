import { type Model, modelSchema } from '../../pipeline/model/model.ts';

type Change = Partial<Pick<Model, 'columns' | 'features' | 'recipe' | 'final' | 'target'>>;

/** A model by hand: 5 minutes, 3 a mile (counted from 0 to 10), and what the zone adds. */
export function parcelModel(change: Change = {}): Model {
  return modelSchema.parse({
    schemaVersion: 1,
    stage: 'train',
    scoring: 1,
    name: 'parcels',
    recipeName: 'main',
    inputs: {},
    periods: ['2024-01'],
    rows: 100,
    columns: {
      started: { type: 'timestamp', from: ['begun', 'started'] },
      ended: { type: 'timestamp' },
      miles: { type: 'number' },
      riders: { type: 'number' },
      zone: { type: 'category' },
      kind: { type: 'category' },
    },
    tables: {},
    target: { name: 'duration', unit: 'min', minutes_between: ['started', 'ended'], keep: [1, 60] },
    features: {
      numbers: { far: 'clip(miles, 0, 10)', phone: 'is_null(riders)' },
      keys: { hour: 'hour(started)' },
    },
    recipe: { scale: 'identity', folds: 3, base: [], encodings: [], final: ['far', 'one_hot(zone)'] },
    state: { categories: { zone: ['a', 'b'], kind: ['x'] }, tables: {} },
    base: [],
    encodingStep: 1,
    encodings: [],
    final: [5, 3, 2, -2],
    ...change,
  });
}
