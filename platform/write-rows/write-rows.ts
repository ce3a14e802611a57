import { extname } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { encodeCsv } from './encode-csv.ts';
import { encodeParquet } from './encode-parquet.ts';
import { OutputFile } from './output-file.ts';
import type { EncodeRows, OutputBatch, OutputColumn } from './output-rows.ts';

/** Encoders by extension. */
const FORMATS: Readonly<Record<string, EncodeRows>> = { '.parquet': encodeParquet, '.csv': encodeCsv };

/** Extensions of the files that can be written. */
export const WRITABLE_EXTENSIONS: readonly string[] = Object.keys(FORMATS);

/** What a file is written from. */
export interface RowsToWrite {
  readonly columns: readonly OutputColumn[];
  readonly batches: AsyncIterable<OutputBatch>;
  readonly metadata?: ReadonlyMap<string, string>;
}

/** Throws a RatchetError `usage` unless rows can be written to a file of that name. */
export function checkWritableFormat(path: string): void {
  formatOf(path);
}

/**
 * Writes rows as they come, in the format that the extension names. The file appears when it is complete; an error on
 * the way leaves nothing behind.
 *
 * @throws RatchetError `usage` for an unknown extension, `io` for a file that cannot be written, and whatever `batches` does
 */
export async function writeRows(
  path: string,
  { columns, batches, metadata = new Map() }: RowsToWrite,
): Promise<void> {
  const encode = formatOf(path);
  const file = await OutputFile.create(path);
  try {
    for await (const bytes of encode(columns, batches, metadata)) await file.append(bytes);
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function formatOf(path: string): EncodeRows {
  const encode = FORMATS[extname(path).toLowerCase()];
  if (encode) return encode;
  throw new RatchetError('usage', `${path}: expected a name ending in ${WRITABLE_EXTENSIONS.join(' or ')}`, {
    hint: 'the extension says in which format to write',
  });
}
