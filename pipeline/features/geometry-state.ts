import { z } from 'zod';

/** Positions of places (place-major, `dimensions` numbers each) and the clusters they fall into. */
export const geometryStateSchema = z.strictObject({
  /** Labels of the places; position = row of `positions`. */
  places: z.array(z.string()),
  dimensions: z.number().int(),
  positions: z.array(z.number()),
  /** Added to squared distances, so that a place is not at distance zero of itself. */
  softening: z.number(),
  /** Mean log distance of all rows: what is expected where a place is unknown. */
  typical: z.number(),
  /** Name → a cluster for each place. */
  clusters: z.record(z.string(), z.array(z.number().int())),
});

export type GeometryState = z.infer<typeof geometryStateSchema>;
