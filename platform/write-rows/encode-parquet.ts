import type { RecordBatch as WasmBatch, WriterProperties } from 'parquet-wasm';
import { decode, type ParquetWasm, parquetWasm } from '../parquet-wasm.ts';
import { arrowEncoder } from './arrow-columns.ts';
import type { OutputBatch, OutputColumn, OutputType, OutputValues } from './output-rows.ts';
import { StreamFailure } from './stream-failure.ts';

/** Rows of a row group: all that is held at once, and enough for readers to work on several at a time. */
const ROW_GROUP_ROWS = 131_072;

/** Parquet, row group by row group, compressed by Zstandard. */
export async function* encodeParquet(
  columns: readonly OutputColumn[],
  batches: AsyncIterable<OutputBatch>,
  metadata: ReadonlyMap<string, string>,
): AsyncGenerator<Uint8Array> {
  const wasm = parquetWasm();
  const failure = new StreamFailure();
  const tables = ReadableStream.from(failure.guard(toTables(wasm, columns, batches)));
  const step = <T>(action: () => Promise<T>) => failure.race(decode(action));
  const stream = await step(() => wasm.transformParquetStream(tables, propertiesOf(wasm, columns, metadata)));
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader();
  for (;;) {
    const { done, value } = await step(() => reader.read());
    if (done) return;
    yield value;
  }
}

async function* toTables(
  wasm: ParquetWasm,
  columns: readonly OutputColumn[],
  batches: AsyncIterable<OutputBatch>,
): AsyncGenerator<WasmBatch> {
  const encode = arrowEncoder(columns);
  let isEmpty = true;
  for await (const batch of batches) {
    isEmpty = false;
    yield toWasm(wasm, encode(batch));
  }
  // The encoder learns the columns from the first batch.
  if (isEmpty) yield toWasm(wasm, encode(emptyBatch(columns)));
}

function toWasm(wasm: ParquetWasm, ipc: Uint8Array): WasmBatch {
  const table = wasm.Table.fromIPCStream(ipc);
  const [batch] = table.recordBatches();
  table.free();
  return batch!;
}

function propertiesOf(
  wasm: ParquetWasm,
  columns: readonly OutputColumn[],
  metadata: ReadonlyMap<string, string>,
): WriterProperties {
  const builder = new wasm.WriterPropertiesBuilder()
    .setCompression(wasm.Compression.ZSTD)
    .setMaxRowGroupSize(ROW_GROUP_ROWS)
    // Of row groups; of pages they take a tenth of the time and hardly any reader uses them.
    .setStatisticsEnabled(wasm.EnabledStatistics.Chunk)
    .setKeyValueMetadata(new Map(metadata));
  return columns
    .filter(({ isDistinct }) => isDistinct)
    .reduce((properties, { name }) => properties.setColumnDictionaryEnabled(name, false), builder)
    .build();
}

/** Values of no rows, by type. */
const NO_VALUES: OutputValues = {
  timestamp: new Float64Array(0),
  number: new Float64Array(0),
  integer: { codes: new Uint16Array(0), labels: [] },
  label: { codes: new Uint16Array(0), labels: [] },
  note: new Map(),
};

function emptyBatch(columns: readonly OutputColumn[]): OutputBatch {
  return { rows: 0, values: columns.map(({ type }: { type: OutputType }) => NO_VALUES[type]) };
}
