import { z } from 'zod';
import { RatchetError } from '../errors.ts';
import { isPeriod } from './period.ts';

const monthSchema = z.strictObject({
  file: z.string().describe('Name of the file'),
  source: z.string().describe('Where it came from: an address, or a path in the repository'),
  bytes: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 is 64 hex digits'),
  schemaDigest: z.string(),
});

/** data.lock.json: every month that was ever used, as it was. */
export const lockSchema = z.strictObject({
  schemaVersion: z.literal(1),
  months: z.record(z.string().refine(isPeriod, 'a month is written YYYY-MM'), monthSchema),
});

export type DataLock = z.infer<typeof lockSchema>;
export type LockedMonth = z.infer<typeof monthSchema>;

export const EMPTY_LOCK: DataLock = { schemaVersion: 1, months: {} };

/** What must not change; the file may well come from another place. */
const LOCKED_FIELDS = ['sha256', 'bytes', 'rows', 'schemaDigest'] as const;

/** Reads a lock. Throws `lock` with every mistake in it. */
export function parseLock(text: string, file: string): DataLock {
  const parsed = lockSchema.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  throw unreadable(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}

/** The lock as text: months in order, the same for the same content. */
export function printLock({ months }: DataLock): string {
  const sorted = Object.entries(months).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ schemaVersion: 1, months: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/**
 * Compares a month with the lock.
 *
 * @returns whether the month was locked already
 * @throws RatchetError `lock` with every field that differs
 */
export function verifyLock(lock: DataLock, period: string, found: LockedMonth, lockFile: string): boolean {
  const locked = lock.months[period];
  if (!locked) return false;
  const different = LOCKED_FIELDS.filter((field) => locked[field] !== found[field]);
  if (different.length === 0) return true;
  const list = different
    .map((field) => `${field}: locked ${locked[field]}, found ${found[field]}`)
    .join('; ');
  throw new RatchetError('lock', `${period} (${found.file}) is not the month that was locked: ${list}`, {
    file: lockFile,
    hint: `restore the file, or fetch it again from ${locked.source}; if the source has really changed the month, remove its entry from ${lockFile} and have that reviewed`,
  });
}

/** The lock with one month more, or in place of what it said of that month. */
export function withMonth(lock: DataLock, period: string, month: LockedMonth): DataLock {
  return { ...lock, months: { ...lock.months, [period]: month } };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unreadable(file: string, found: string, cause?: unknown): RatchetError {
  return new RatchetError('lock', `${file}: expected a data lock, found ${found}`, {
    file,
    ...(cause === undefined ? {} : { cause }),
    hint: 'restore the file from version control',
  });
}
