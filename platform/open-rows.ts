import { RatchetError } from '../pipeline/errors.ts';
import type { RowSource } from '../pipeline/ingest/row-source.ts';
import { openCsv } from './read-csv.ts';
import { openJson } from './read-json.ts';
import { openParquet } from './read-parquet.ts';

interface Format {
  readonly extension: string;
  readonly open: (path: string, name: string) => Promise<RowSource>;
}

/** Readers by extension. Each loads its library when it is first used. */
const FORMATS: readonly Format[] = [
  { extension: '.parquet', open: openParquet },
  { extension: '.csv', open: openCsv },
  { extension: '.json', open: openJson },
];

/** Extensions of the files that can be read. */
export const READABLE_EXTENSIONS: readonly string[] = FORMATS.map(({ extension }) => extension);

/** Opens a file of rows by its extension. Throws as the reader does, and `usage` for an extension that none reads. */
export function openRows(path: string, name = path): Promise<RowSource> {
  const format = FORMATS.find(({ extension }) => path.toLowerCase().endsWith(extension));
  if (format) return format.open(path, name);
  throw new RatchetError('usage', `${name}: expected a file ending in ${READABLE_EXTENSIONS.join(', ')}`, {
    file: name,
    hint: 'convert the file, or rename it when only its name is wrong',
  });
}
