import { closeSync, fstatSync, openSync } from 'node:fs';
import { FileBlob } from './file-blob.ts';
import { ioError } from './io-error.ts';
import { checkParquetMagic } from './parquet-magic.ts';

/**
 * Looks whether a file is what the extension of `name` says, as far as a glance tells: some servers answer with a page
 * of their own and status 200. Throws a RatchetError 'data' if not.
 */
export function checkFormat(path: string, name: string): void {
  if (!name.toLowerCase().endsWith('.parquet')) return;
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (cause) {
    throw ioError(`${name} cannot be opened`, cause, name);
  }
  try {
    checkParquetMagic(new FileBlob(descriptor, 0, fstatSync(descriptor).size), name);
  } finally {
    closeSync(descriptor);
  }
}
