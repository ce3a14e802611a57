import { z } from 'zod';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'a digest is sha256: and 64 hex digits');
const version = z.string().regex(/^v[1-9][0-9]*$/, 'a version is v and a number from 1');

const common = {
  schemaVersion: z.literal(1),
  seq: z.number().int().positive().describe('Number of the line, from 1'),
  version,
  digest,
  at: z.iso.datetime(),
  by: z.string().optional().describe('Who asked for it, where a person did'),
  reason: z.string(),
  run: z.string().optional().describe('Address of the run that did it'),
  commit: z.string().optional(),
  previous: digest.describe('Hash of the line before'),
  hash: digest.describe('Digest of this line without its hash'),
};

/** One line of registry.jsonl. */
export const registryEventSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('registered'),
    ...common,
    manifest: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '64 hex digits')
      .describe('sha256 of manifest.json, which has those of the other files: the chain seals the folder'),
    holdout: z.strictObject({
      periods: z.array(z.string()).min(1),
      rows: z.number().int(),
      rmse: z.number(),
    }),
  }),
  z.strictObject({
    event: z.literal('promoted'),
    ...common,
    basis: z
      .enum(['first', 'better', 'no-worse', 'rollback'])
      .describe('Only first and better make it the anchor that ties are held to'),
  }),
  z.strictObject({ event: z.literal('rolled-back'), ...common }),
  z.strictObject({ event: z.literal('retired'), ...common }),
]);

export type RegistryEvent = z.infer<typeof registryEventSchema>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What an event says, before it has a place in the chain. */
export type NewEvent = DistributiveOmit<RegistryEvent, 'schemaVersion' | 'seq' | 'previous' | 'hash'>;
