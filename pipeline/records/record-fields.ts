import { z } from 'zod';

/** What every record has, of whatever kind. */
export const recordFields = {
  schemaVersion: z.literal(1),
  /** The same for the same thing told again, so that it is written down once. */
  id: z.string().min(1),
  at: z.iso.datetime(),
  model: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
};
