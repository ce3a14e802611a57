import { z } from 'zod';
import type { Contract } from '../contract/schema.ts';
import { geometryStateSchema } from './geometry-state.ts';

/** What the features had to learn or look up: categories seen, lookup tables, positions of zones. */
export const featureStateSchema = z.strictObject({
  /** Category column → its values in training, sorted; a value's code is its position. */
  categories: z.record(z.string(), z.array(z.string())),
  /** Table → column → key → value. */
  tables: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string()))),
  geometry: geometryStateSchema.optional(),
});

export type FeatureState = z.infer<typeof featureStateSchema>;

/** A state that has learnt nothing: enough to compile expressions with. */
export function blankState({ geometry }: Contract['features'], tables: FeatureState['tables']): FeatureState {
  if (!geometry) return { categories: {}, tables };
  const clusters = Object.fromEntries(Object.keys(geometry.clusters).map((name) => [name, []]));
  return {
    categories: {},
    tables,
    geometry: { places: [], dimensions: 1, positions: [], softening: 1, typical: 0, clusters },
  };
}
