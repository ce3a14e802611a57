import { z } from 'zod';
import { columnSchema, featuresSchema, recipeSchema, targetSchema } from '../contract/schema.ts';
import { featureStateSchema } from '../features/feature-state.ts';

/** Raised whenever the same model.json would predict other numbers. */
export const SCORING_VERSION = 1;

/** A table of encodings: codes that have a value, as steps from one to the next, and the values in units of `step`. */
export const encodingTableSchema = z.strictObject({
  label: z.string(),
  size: z.number().int(),
  gaps: z.array(z.number().int()),
  values: z.array(z.number().int()),
});

/** Everything that scoring needs, in one JSON document. */
export const modelSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stage: z.literal('train'),
  scoring: z.literal(SCORING_VERSION),
  name: z.string(),
  recipeName: z.string(),
  /** Digests of what it was made from. */
  inputs: z.record(z.string(), z.string()),
  periods: z.array(z.string()),
  rows: z.number().int(),
  columns: z.record(z.string(), columnSchema),
  tables: z.record(z.string(), z.string()),
  target: targetSchema,
  features: featuresSchema,
  recipe: recipeSchema,
  state: featureStateSchema,
  base: z.array(z.number()),
  encodingStep: z.number(),
  encodings: z.array(encodingTableSchema),
  /** Constant first, then dense terms, then one-hot columns. */
  final: z.array(z.number()),
});

export type Model = z.infer<typeof modelSchema>;
export type EncodingTable = z.infer<typeof encodingTableSchema>;
