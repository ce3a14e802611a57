import type { Contract } from '../../pipeline/contract/schema.ts';
import { contractSchema } from '../../pipeline/contract/schema.ts';

/** A small contract for the rides of test/fixtures/parquet. */
export const RIDES: Contract = contractSchema.parse({
  schemaVersion: 1,
  name: 'rides',
  title: 'Rides',
  description: 'Six rides.',
  intended_use: 'Tests.',
  source: { kind: 'monthly-file', file: 'rides_{period}.parquet' },
  time: 'pickup',
  columns: {
    pickup: { type: 'timestamp', from: ['lpep_pickup', 'tpep_pickup'] },
    dropoff: { type: 'timestamp' },
    zone: { type: 'category' },
    kind: { type: 'category' },
    miles: { type: 'number' },
    riders: { type: 'number' },
  },
  target: { name: 'duration', unit: 'min', minutes_between: ['pickup', 'dropoff'], keep: [1, 60] },
  checks: [],
  window: {},
  features: { numbers: { by_phone: 'is_null(riders)' }, keys: {} },
  recipe: { final: ['by_phone', 'miles', 'one_hot(zone)'] },
  gate: { margin: 0.1, ceiling: 10, max_filtered: 0.5, slices: {} },
});
