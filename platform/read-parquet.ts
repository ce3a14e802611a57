import { closeSync, fstatSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ParquetFile, RecordBatch as WasmBatch } from 'parquet-wasm';
import { RatchetError } from '../pipeline/errors.ts';
import { describeType } from '../pipeline/ingest/physical-type.ts';
import type { RowSource, SourceBatch, SourceColumn } from '../pipeline/ingest/row-source.ts';
import { readIpc } from './arrow.ts';
import { FileBlob } from './file-blob.ts';
import { ioError } from './io-error.ts';

/** Rows a batch: large enough to amortise a call, small enough that no row group is held whole. */
const BATCH_ROWS = 65_536;
const MAGIC = 'PAR1';
/** Magic at both ends and the footer's length. */
const SMALLEST_FILE_BYTES = 12;

/**
 * Opens a Parquet file for streaming by row group and column.
 *
 * @param name what messages call the file
 * @throws RatchetError `data` when the file is empty, truncated, damaged or of another kind; `io` or `not-found` when
 *   it cannot be opened
 */
export async function openParquet(path: string, name = path): Promise<RowSource> {
  const descriptor = open(path, name);
  try {
    const blob = new FileBlob(descriptor, 0, fstatSync(descriptor).size);
    checkMagic(blob, name);
    return parquetSource(await loadFile(blob, name), descriptor, name);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function open(path: string, name: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw ioError(`${name} cannot be opened`, cause, name);
  }
}

function loadFile(blob: FileBlob, name: string): Promise<ParquetFile> {
  // Loaded when a file is read, and by require: the compiled module costs every run that reads only prepared data 50 ms.
  const wasm = createRequire(import.meta.url)('parquet-wasm') as typeof import('parquet-wasm');
  return wasm.ParquetFile.fromFile(blob).catch((cause: unknown) => {
    throw damaged(name, cause);
  });
}

function parquetSource(file: ParquetFile, descriptor: number, name: string): RowSource {
  const rowGroups = file
    .metadata()
    .rowGroups()
    .map((group) => group.numRows());
  const schema = readIpc(file.schema().intoIPCStream()).schema.fields.map((field): SourceColumn => {
    const { name: type, holds } = describeType(String(field.type));
    return { name: field.name, type, holds };
  });
  const close = () => {
    file.free();
    closeSync(descriptor);
  };
  const batches = (columns: readonly string[], groups?: readonly number[]) => streamBatches(file, name, columns, groups);
  return { file: name, schema, rowGroups, batches, close };
}

async function* streamBatches(
  file: ParquetFile,
  name: string,
  columns: readonly string[],
  rowGroups?: readonly number[],
): AsyncGenerator<SourceBatch> {
  const options = { batchSize: BATCH_ROWS, columns: [...columns] };
  const stream = await file
    .stream(rowGroups ? { ...options, rowGroups: [...rowGroups] } : options)
    .catch((cause: unknown) => {
      throw damaged(name, cause);
    });
  const reader: ReadableStreamDefaultReader<WasmBatch> = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw damaged(name, cause);
      });
      if (done) return;
      for (const batch of readIpc(value.intoIPCStream()).batches) {
        const vectors = batch.schema.fields.map((field, i) => [field.name, batch.getChildAt(i)!] as const);
        yield { rows: batch.numRows, columns: new Map(vectors) };
      }
    }
  } finally {
    await reader.cancel();
  }
}

function checkMagic(blob: FileBlob, name: string): void {
  const head = blob.slice(0, SMALLEST_FILE_BYTES).readBytes();
  const tail = blob.slice(Math.max(0, blob.size - 4)).readBytes();
  const startsRight = textOf(head.subarray(0, 4)) === MAGIC;
  if (startsRight && textOf(tail) === MAGIC && blob.size >= SMALLEST_FILE_BYTES) return;

  const expected = `expected a Parquet file (${MAGIC} at its start and end)`;
  if (blob.size === 0) throw unreadable(name, `${expected}, found an empty file`, 'fetch the file again');
  if (startsRight) {
    const found = `found ${blob.size} bytes that start like one and end in ${show(tail)}: the file is cut short`;
    throw unreadable(name, `${expected}, ${found}`, 'fetch the file again; its end is missing');
  }
  const found = `found ${blob.size} bytes that start with ${show(head)}`;
  throw unreadable(name, `${expected}, ${found}`, 'give the file the extension of its kind (.csv, .json), or fetch it again');
}

function damaged(name: string, cause: unknown): RatchetError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new RatchetError('data', `${name}: expected a Parquet file, found one that cannot be decoded: ${text}`, {
    cause,
    file: name,
    hint: 'fetch the file again; it is damaged or uses a feature that parquet-wasm does not read',
  });
}

function unreadable(name: string, message: string, hint: string): RatchetError {
  return new RatchetError('data', `${name}: ${message}`, { file: name, hint });
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function show(bytes: Uint8Array): string {
  return JSON.stringify(textOf(bytes));
}
