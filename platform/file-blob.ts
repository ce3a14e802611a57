import { readSync } from 'node:fs';

/**
 * A range of an open file as a Blob, read when asked for. `fs.openAsBlob` gives the same, but warns that it is
 * experimental on Node 20.
 */
export class FileBlob extends Blob {
  readonly #descriptor: number;
  readonly #start: number;
  /** Defined on the object itself, as Blob's own `size` knows nothing of the file. */
  override readonly size: number;

  constructor(descriptor: number, start: number, end: number) {
    super([]);
    this.#descriptor = descriptor;
    this.#start = start;
    this.size = end - start;
  }

  override slice(start = 0, end = this.size): FileBlob {
    const from = Math.min(start, this.size);
    const to = Math.max(from, Math.min(end, this.size));
    return new FileBlob(this.#descriptor, this.#start + from, this.#start + to);
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.readBytes().buffer;
  }

  /** The bytes of the range; fewer when the file has become shorter. */
  readBytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.size);
    let read = 0;
    while (read < bytes.length) {
      const n = readSync(this.#descriptor, bytes, read, bytes.length - read, this.#start + read);
      if (n === 0) break;
      read += n;
    }
    return read === bytes.length ? bytes : bytes.slice(0, read);
  }
}
