import { text } from 'node:stream/consumers';
import { type ErrorCode, RatchetError } from '../../pipeline/errors.ts';
import { recordSource } from '../../pipeline/ingest/record-source.ts';
import type { RowSource } from '../../pipeline/ingest/row-source.ts';
import { openRows } from '../open-rows.ts';

/** What stands for standard input where a file is expected. */
export const STANDARD_INPUT = '-';

/** Opens a file of rows by its extension, or rows as JSON on standard input. Throws as `openRows` does. */
export async function openRides(path: string, name: string): Promise<RowSource> {
  if (name !== STANDARD_INPUT) return openRows(path, name);
  return jsonRides(await text(process.stdin), 'standard input', 'data');
}

/**
 * Rows written out as JSON: an object, or an array of them.
 *
 * @param source what messages call it
 * @param code of the error that anything else is answered with
 */
export function jsonRides(json: string, source: string, code: ErrorCode): RowSource {
  const fail = (found: string, cause?: unknown) =>
    new RatchetError(code, `${source}: expected a JSON object, or an array of them, found ${found}`, {
      ...(cause === undefined ? {} : { cause }),
      hint: 'write each row as {"column": value, …}',
    });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw fail(json.trim() === '' ? 'nothing' : (cause as Error).message, cause);
  }
  const records: unknown[] = Array.isArray(value) ? value : [value];
  const wrong = records.find(
    (record) => typeof record !== 'object' || record === null || Array.isArray(record),
  );
  if (wrong !== undefined) throw fail(JSON.stringify(wrong).slice(0, 80));
  return recordSource(records as Record<string, unknown>[], source);
}
