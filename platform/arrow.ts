import { createRequire } from 'node:module';
import type { Data, makeData, RecordBatch, tableFromIPC, Vector } from 'apache-arrow';

interface ArrowModule {
  readonly tableFromIPC: typeof tableFromIPC;
  readonly makeData: typeof makeData;
  readonly Vector: new (data: readonly Data[]) => Vector;
}

let loaded: ArrowModule | undefined;

/**
 * Arrow, loaded when first used. The package's single-file build takes 20 ms; its entry of 130 modules takes 200 ms
 * under tsx, in every worker. It is closure-compiled, so only what the library documents as public keeps its name.
 */
export function arrow(): ArrowModule {
  loaded ??= createRequire(import.meta.url)('apache-arrow/Arrow.esnext.min') as ArrowModule;
  return loaded;
}

/** The schema and record batches of an Arrow IPC stream; their buffers view `bytes`. */
export function readIpc(bytes: Uint8Array): {
  schema: RecordBatch['schema'];
  batches: readonly RecordBatch[];
} {
  return arrow().tableFromIPC(bytes);
}
