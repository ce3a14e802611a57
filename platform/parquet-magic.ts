import { RatchetError } from '../pipeline/errors.ts';
import type { FileBlob } from './file-blob.ts';

const MAGIC = 'PAR1';
/** Magic at both ends and the footer's length. */
const SMALLEST_FILE_BYTES = 12;

/** Throws a RatchetError 'data' that says what was found, unless a file starts and ends as Parquet files do. */
export function checkParquetMagic(blob: FileBlob, name: string): void {
  const head = textOf(blob.slice(0, SMALLEST_FILE_BYTES));
  const tail = textOf(blob.slice(Math.max(0, blob.size - MAGIC.length)));
  const startsRight = head.startsWith(MAGIC);
  if (startsRight && tail === MAGIC && blob.size >= SMALLEST_FILE_BYTES) return;
  const [found, hint] =
    blob.size === 0
      ? ['an empty file', 'fetch the file again']
      : startsRight
        ? [
            `${blob.size} bytes that start like one and end in ${JSON.stringify(tail)}: the file is cut short`,
            'fetch the file again; its end is missing',
          ]
        : [
            `${blob.size} bytes that start with ${JSON.stringify(head)}`,
            'give the file the extension of its kind (.csv, .json), or fetch it again',
          ];
  throw new RatchetError(
    'data',
    `${name}: expected a Parquet file (${MAGIC} at its start and end), found ${found}`,
    {
      file: name,
      hint,
    },
  );
}

function textOf(blob: FileBlob): string {
  return Buffer.from(blob.readBytes()).toString('latin1');
}
