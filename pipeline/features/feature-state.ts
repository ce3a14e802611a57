import { z } from 'zod';
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
