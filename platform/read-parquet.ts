import { closeSync, fstatSync, openSync } from 'node:fs';
import type { Field } from 'apache-arrow';
import type { ParquetFile, RecordBatch as WasmBatch } from 'parquet-wasm';
import { RatchetError } from '../pipeline/errors.ts';
import { describeType } from '../pipeline/ingest/physical-type.ts';
import type { RowSource, SourceBatch } from '../pipeline/ingest/row-source.ts';
import { readIpc } from './arrow.ts';
import { FileBlob } from './file-blob.ts';
import { ioError } from './io-error.ts';
import { checkParquetMagic } from './parquet-magic.ts';
import { decode, isPanic, type ParquetWasm, parquetWasm } from './parquet-wasm.ts';
import { viewBatch } from './wasm-batch.ts';

/** Rows a batch: large enough to amortise a call, small enough for a batch's columns to stay in the cache. */
const BATCH_ROWS = 16_384;

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
    checkParquetMagic(blob, name);
    const wasm = parquetWasm();
    const file = await decode(() => wasm.ParquetFile.fromFile(blob)).catch((cause: unknown) => {
      throw damaged(name, cause);
    });
    return new ParquetSource(wasm, file, descriptor, name);
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

class ParquetSource implements RowSource {
  readonly file: string;
  readonly schema: RowSource['schema'];
  readonly rowGroups: readonly number[];
  readonly #wasm: ParquetWasm;
  readonly #parquet: ParquetFile;
  readonly #descriptor: number;
  readonly #fields: readonly Field[];

  constructor(wasm: ParquetWasm, parquet: ParquetFile, descriptor: number, name: string) {
    this.#wasm = wasm;
    this.#parquet = parquet;
    this.#descriptor = descriptor;
    this.#fields = readIpc(parquet.schema().intoIPCStream()).schema.fields;
    this.file = name;
    const metadata = parquet.metadata();
    this.rowGroups = metadata.rowGroups().map((group) => group.numRows());
    this.schema = this.#fields.map(({ name: column, type }) => {
      const { name: text, holds } = describeType(String(type));
      return { name: column, type: text, holds };
    });
  }

  async *batches(columns: readonly string[], rowGroups?: readonly number[]): AsyncGenerator<SourceBatch> {
    // To the decoder, no row groups means all of them.
    if (rowGroups?.length === 0) return;
    const wanted = new Set(columns);
    const fields = this.#fields.filter((field) => wanted.has(field.name));
    const options = {
      batchSize: BATCH_ROWS,
      columns: [...columns],
      ...(rowGroups && { rowGroups: [...rowGroups] }),
    };
    const stream = await this.#decode(() => this.#parquet.stream(options));
    const reader: ReadableStreamDefaultReader<WasmBatch> = stream.getReader();
    let isDone = false;
    try {
      for (;;) {
        const { done, value } = await this.#decode(() => reader.read());
        isDone = done;
        if (done) return;
        const column = viewBatch(value, fields, () => this.#wasm.wasmMemory().buffer);
        if (column) {
          yield { rows: fields.length === 0 ? 0 : column(fields[0]!.name).length, column };
          value.free();
        } else yield* copyBatch(value);
      }
    } finally {
      if (!isDone && this.#isSound()) await reader.cancel();
    }
  }

  close(): void {
    if (this.#isSound()) this.#parquet.free();
    closeSync(this.#descriptor);
  }

  /** False after a panic: what lies in the decoder's memory is then not even given back. */
  #isSound(): boolean {
    return this.#wasm === parquetWasm();
  }

  #decode<T>(step: () => Promise<T>): Promise<T> {
    return decode(step).catch((cause: unknown) => {
      throw damaged(this.file, cause);
    });
  }
}

/** Batches with text or dictionaries are few, and Arrow's own reader knows all of their layouts. */
function* copyBatch(value: WasmBatch): Generator<SourceBatch> {
  for (const batch of readIpc(value.intoIPCStream()).batches) {
    yield { rows: batch.numRows, column: (name) => batch.getChild(name)! };
  }
}

function damaged(name: string, cause: unknown): RatchetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const text = isPanic(cause) ? 'its pages are damaged' : reason;
  return new RatchetError(
    'data',
    `${name}: expected a Parquet file, found one that cannot be decoded: ${text}`,
    {
      cause,
      file: name,
      hint: 'fetch the file again; it is damaged or uses a feature that parquet-wasm does not read',
    },
  );
}
