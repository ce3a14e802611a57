import { createRequire } from 'node:module';

export type ParquetWasm = typeof import('parquet-wasm');

const require = createRequire(import.meta.url);
const PENDING = new Set<(panic: Error) => void>();

/**
 * The decoder, loaded when first used; by require, which takes half as long as import.
 *
 * It panics on damaged pages: the promise that it gave never settles, and a WebAssembly trap surfaces as an exception
 * that nobody can catch. `decode` waits for a promise of the decoder and turns such a panic into a rejection. After one
 * the decoder's memory is not to be trusted, so that the next file gets a fresh one.
 */
export function parquetWasm(): ParquetWasm {
  return require('parquet-wasm') as ParquetWasm;
}

/** Settles as `step` does, or rejects when the decoder panics before that. */
export async function decode<T>(step: () => Promise<T>): Promise<T> {
  let stop: ((panic: Error) => void) | undefined;
  const panicked = new Promise<never>((_, reject) => {
    stop = reject;
    PENDING.add(reject);
  });
  watch();
  try {
    return await Promise.race([step(), panicked]);
  } finally {
    PENDING.delete(stop!);
    if (PENDING.size === 0) unwatch();
  }
}

/** A trap of WebAssembly code. */
export function isPanic(error: unknown): error is Error {
  return error instanceof Error && error.name === 'RuntimeError';
}

let watching = false;

function watch(): void {
  // Somebody else's callback stays in place: a panic is then theirs to see.
  if (watching || process.hasUncaughtExceptionCaptureCallback()) return;
  process.setUncaughtExceptionCaptureCallback((error: unknown) => {
    if (!isPanic(error)) {
      unwatch();
      // Thrown where nothing catches it, it takes the way it would have taken.
      setImmediate(() => {
        throw error;
      });
      return;
    }
    delete require.cache[require.resolve('parquet-wasm')];
    for (const stop of PENDING) stop(error);
  });
  watching = true;
}

function unwatch(): void {
  if (watching) process.setUncaughtExceptionCaptureCallback(null);
  watching = false;
}
