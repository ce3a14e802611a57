import { closeSync, createReadStream, fstatSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Parser, parse } from 'csv-parse';
import { RatchetError } from '../pipeline/errors.ts';
import { TEXT } from '../pipeline/ingest/physical-type.ts';
import type { RowSource, SourceBatch } from '../pipeline/ingest/row-source.ts';
import { FileBlob } from './file-blob.ts';
import { ioError } from './io-error.ts';

const BATCH_ROWS = 16_384;
const SNIFF_BYTES = 4096;

/**
 * Opens a CSV file (RFC 4180, UTF-8, a header line first) for streaming. Cells are text: what they hold is decided by
 * the contract's types when they are normalised.
 *
 * @param name what messages call the file
 * @throws RatchetError `data` when the file is empty, not text or not a table; `io` or `not-found` when it cannot be
 *   opened
 */
export async function openCsv(path: string, name = path): Promise<RowSource> {
  checkText(path, name);
  const header = await readHeader(path, name);
  return {
    file: name,
    schema: header.map((column) => ({ ...TEXT, name: column, type: TEXT.name })),
    batches: (columns) => streamBatches(path, name, header, columns),
    close: () => {},
  };
}

/** A zero byte is in no text, and in the first kilobytes of most other files. */
function checkText(path: string, name: string): void {
  let head: Uint8Array;
  try {
    const descriptor = openSync(path, 'r');
    try {
      head = new FileBlob(descriptor, 0, Math.min(SNIFF_BYTES, fstatSync(descriptor).size)).readBytes();
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw ioError(`${name} cannot be read`, cause, name);
  }
  if (!head.includes(0)) return;
  const start = Buffer.from(head.subarray(0, 12)).toString('latin1');
  throw notCsv(name, `bytes that are no text, ${JSON.stringify(start)} first`);
}

async function readHeader(path: string, name: string): Promise<string[]> {
  for await (const header of records(path, name)) {
    const twice = header.find((column, i) => header.indexOf(column) !== i);
    if (twice !== undefined) throw notCsv(name, `two columns named ${JSON.stringify(twice)}`);
    return header;
  }
  throw notCsv(name, 'an empty file');
}

async function* streamBatches(
  path: string,
  name: string,
  header: readonly string[],
  columns: readonly string[],
): AsyncGenerator<SourceBatch> {
  const places = columns.map((column) => header.indexOf(column));
  let cells: string[][] = columns.map(() => []);
  let firstRow = 1;
  let rows = 0;
  const take = (): SourceBatch => {
    const [loose, start] = [cells, firstRow];
    const batch = {
      rows,
      column: (name: string) => ({ loose: loose[columns.indexOf(name)]!, firstRow: start }),
    };
    cells = columns.map(() => []);
    firstRow += rows;
    rows = 0;
    return batch;
  };

  let isHeader = true;
  for await (const record of records(path, name)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    for (let c = 0; c < places.length; c++) cells[c]!.push(record[places[c]!]!);
    if (++rows === BATCH_ROWS) yield take();
  }
  if (rows > 0) yield take();
}

async function* records(path: string, name: string): AsyncGenerator<string[]> {
  const csv = createRequire(import.meta.url)('csv-parse') as { parse: typeof parse };
  const input = createReadStream(path);
  const parser: Parser = csv.parse({ bom: true, skip_empty_lines: true });
  // pipe() does not hand on the errors of its source.
  input.on('error', (error) => parser.destroy(error));
  try {
    yield* input.pipe(parser) as AsyncIterable<string[]>;
  } catch (cause) {
    throw isCsvError(cause)
      ? notCsv(name, cause.message, cause, cause.lines)
      : ioError(`${name} cannot be read`, cause, name);
  } finally {
    input.destroy();
  }
}

function isCsvError(cause: unknown): cause is Error & { lines?: number } {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('CSV_');
}

function notCsv(name: string, found: string, cause?: unknown, line?: number): RatchetError {
  return new RatchetError('data', `${name}: expected a CSV file with a header line, found ${found}`, {
    file: name,
    ...(cause === undefined ? {} : { cause }),
    ...(line === undefined ? {} : { line }),
    hint: 'correct the file, or give it the extension of its kind',
  });
}
