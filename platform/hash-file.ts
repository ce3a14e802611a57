import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { ioError } from './io-error.ts';

const CHUNK_BYTES = 1 << 20;

/** SHA-256 of a file as 64 hex digits, and its size; read a megabyte at a time. Throws `io` or `not-found`. */
export function hashFile(path: string, name = path): { sha256: string; bytes: number } {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const hash = createHash('sha256');
      const chunk = new Uint8Array(CHUNK_BYTES);
      let bytes = 0;
      for (;;) {
        const n = readSync(descriptor, chunk);
        if (n === 0) return { sha256: hash.digest('hex'), bytes };
        hash.update(chunk.subarray(0, n));
        bytes += n;
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw ioError(`${name} cannot be read`, cause, name);
  }
}
