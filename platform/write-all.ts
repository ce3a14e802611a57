import type { FileHandle } from 'node:fs/promises';

/** Writes all of some bytes at a position of a file; one call of the operating system may take only a part of them. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
