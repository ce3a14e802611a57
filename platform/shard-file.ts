import { type FileHandle, open } from 'node:fs/promises';
import { writeAll } from './write-all.ts';

/** A file that shards are appended to. One write is under way while the next shard is made. */
export class ShardFile {
  readonly #file: FileHandle;
  #offset = 0;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<ShardFile> {
    return new ShardFile(await open(path, 'w'));
  }

  /** Starts to write and gives the offset; waits only for the write before. */
  async append(bytes: Uint8Array): Promise<number> {
    await this.#writing;
    const offset = this.#offset;
    this.#offset += bytes.length;
    this.#writing = writeAll(this.#file, bytes, offset);
    // Its failure is met by the next append or by close; until then it is not unhandled.
    this.#writing.catch(() => {});
    return offset;
  }

  async close(): Promise<void> {
    try {
      await this.#writing;
    } finally {
      await this.#file.close();
    }
  }
}
