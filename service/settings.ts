import { resolve } from 'node:path';
import { z } from 'zod';
import { RatchetError } from '../pipeline/errors.ts';

const whole = (low: number, high: number, usual: number) =>
  z.coerce.number().int().min(low).max(high).default(usual);

/** The environment of the service: every variable, what it means and what it is when left out. */
const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535, 8080),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  RATCHET_ROOT: z.string().min(1).optional().describe('Folder that holds models/'),
  RATCHET_MODEL: z.string().min(1).optional().describe('Needed where there are several models'),
  RATCHET_FEEDBACK_KEY: z
    .string()
    .min(16)
    .optional()
    .describe(
      'Bearer token of POST /feedback; the same for every replica. Left out: a new one at each start',
    ),
  RATCHET_LOG_DIR: z.string().min(1).optional().describe('Where the prediction log goes'),
  RATCHET_LOG_MB: whole(1, 1_000_000, 1024).describe('Room for the prediction log; the oldest goes first'),
  RATCHET_RATE_LIMIT: whole(0, 10_000_000, 1000).describe('Requests a second and client; 0 for any number'),
  RATCHET_TRUST_PROXY: z.stringbool().default(false).describe('Clients are told apart by X-Forwarded-For'),
  RATCHET_POLL_MS: whole(20, 3_600_000, 2000).describe('How often the registry is looked at'),
  RATCHET_DRAIN_MS: whole(0, 600_000, 0).describe('How long requests are still taken after SIGTERM'),
  RATCHET_TIMEOUT_MS: whole(10, 600_000, 10_000).describe('How long a request may take'),
  RATCHET_BATCH_ROWS: whole(1, 65_000, 10_000).describe('Rides a batch may have'),
});

/** The service's settings, read once. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly root: string;
  readonly model: string | undefined;
  readonly feedbackKey: string | undefined;
  readonly logDir: string | undefined;
  readonly logBytes: number;
  readonly rateLimit: number;
  readonly trustProxy: boolean;
  readonly pollMs: number;
  readonly drainMs: number;
  readonly timeoutMs: number;
  readonly batchRows: number;
}

/** Reads the settings. Throws a RatchetError `usage` that lists every variable at fault. */
export function readSettings(env: NodeJS.ProcessEnv, cwd: string): Settings {
  const parsed = environmentSchema.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new RatchetError('usage', faults.join('\n'), { hint: 'correct these environment variables' });
  }
  const found = parsed.data;
  return Object.freeze({
    host: found.HOST,
    port: found.PORT,
    logLevel: found.LOG_LEVEL,
    root: resolve(cwd, found.RATCHET_ROOT ?? '.'),
    model: found.RATCHET_MODEL,
    feedbackKey: found.RATCHET_FEEDBACK_KEY,
    logDir: found.RATCHET_LOG_DIR === undefined ? undefined : resolve(cwd, found.RATCHET_LOG_DIR),
    logBytes: found.RATCHET_LOG_MB * 1_048_576,
    rateLimit: found.RATCHET_RATE_LIMIT,
    trustProxy: found.RATCHET_TRUST_PROXY,
    pollMs: found.RATCHET_POLL_MS,
    drainMs: found.RATCHET_DRAIN_MS,
    timeoutMs: found.RATCHET_TIMEOUT_MS,
    batchRows: found.RATCHET_BATCH_ROWS,
  });
}
