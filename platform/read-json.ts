import { readFileSync } from 'node:fs';
import { RatchetError } from '../pipeline/errors.ts';
import { recordSource } from '../pipeline/ingest/record-source.ts';
import type { RowSource } from '../pipeline/ingest/row-source.ts';
import { ioError } from './io-error.ts';

/**
 * Opens a JSON file that holds one row (an object) or several (an array of objects). JSON is for a few rows: the file
 * is read whole.
 *
 * @throws RatchetError `data` when the file is anything else; `io` or `not-found` when it cannot be opened
 */
export async function openJson(path: string, name = path): Promise<RowSource> {
  const value = parseJson(readText(path, name), name);
  const records = Array.isArray(value) ? value : [value];
  const wrong = records.findIndex(
    (record) => typeof record !== 'object' || record === null || Array.isArray(record),
  );
  if (wrong >= 0) throw notRows(name, `${JSON.stringify(records[wrong])?.slice(0, 80)} as row ${wrong + 1}`);
  return recordSource(records, name);
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw ioError(`${name} cannot be read`, cause, name);
  }
}

function parseJson(text: string, name: string): unknown {
  if (text.trim() === '') throw notRows(name, 'an empty file');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notRows(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function notRows(name: string, found: string, cause?: unknown): RatchetError {
  return new RatchetError('data', `${name}: expected a JSON object, or an array of them, found ${found}`, {
    file: name,
    ...(cause === undefined ? {} : { cause }),
    hint: 'write each row as {"column": value, …}',
  });
}
