import { close, existsSync, openSync, readdirSync, statSync, unlinkSync, write } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ioError } from '../platform/io-error.ts';
import { makeFolder } from '../platform/make-folder.ts';

const writeAsync = promisify(write);
const closeAsync = promisify(close);

export interface AppendLogOptions {
  readonly dir: string;
  /** Tells this writer's files from those of others in the same folder. */
  readonly writer: string;
  /** A file of this size is closed and another begun. */
  readonly fileBytes: number;
  /** Room for all files of the folder; the oldest goes first. */
  readonly totalBytes: number;
  /** Lines that wait for the disk; beyond, they are dropped and counted. */
  readonly waitingBytes: number;
  readonly flushMs: number;
  /** Told of lines that could not be written. */
  readonly failed: (error: unknown) => void;
}

const SUFFIX = '.jsonl';
/** Enough for one write to be worth its call. */
const WORTH_WRITING = 65_536;

/** Lines appended to a folder of files: never changed, begun anew at a size, bounded in all. Never waits for the disk. */
export class AppendLog {
  /** Lines that found no room or could not be written. */
  dropped = 0;
  readonly #options: AppendLogOptions;
  #waiting = '';
  #lines = 0;
  #file: number | undefined;
  #fileNumber = 0;
  #fileSize = 0;
  #writing: Promise<void> | undefined;
  readonly #timer: NodeJS.Timeout;

  /** Throws a RatchetError `io` where the folder cannot be written to. */
  constructor(options: AppendLogOptions) {
    this.#options = options;
    try {
      makeFolder(options.dir);
      this.#begin();
    } catch (error) {
      throw ioError(`the prediction log cannot be written to ${options.dir}`, error);
    }
    this.#timer = setInterval(() => this.#write(), options.flushMs);
    this.#timer.unref();
  }

  /** Queues a line, which ends in a newline. */
  append(line: string): void {
    if (this.#waiting.length + line.length > this.#options.waitingBytes) {
      this.dropped++;
      return;
    }
    this.#waiting += line;
    this.#lines++;
    if (this.#waiting.length >= WORTH_WRITING) this.#write();
  }

  /** Writes all that waits. */
  async flush(): Promise<void> {
    do {
      this.#write();
      await this.#writing;
    } while (this.#lines > 0);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
    if (this.#file !== undefined) await closeAsync(this.#file);
    this.#file = undefined;
  }

  #write(): void {
    if (this.#writing || this.#lines === 0) return;
    const [text, lines] = [this.#waiting, this.#lines];
    this.#waiting = '';
    this.#lines = 0;
    this.#writing = this.#writeOut(Buffer.from(text))
      .catch((error: unknown) => {
        this.dropped += lines;
        this.#options.failed(error);
      })
      .finally(() => {
        this.#writing = undefined;
      });
  }

  async #writeOut(bytes: Buffer): Promise<void> {
    if (this.#file === undefined || this.#fileSize >= this.#options.fileBytes) await this.#rotate();
    for (let start = 0; start < bytes.length; ) {
      const { bytesWritten } = await writeAsync(this.#file!, bytes, start, bytes.length - start);
      start += bytesWritten;
      this.#fileSize += bytesWritten;
    }
  }

  async #rotate(): Promise<void> {
    const before = this.#file;
    this.#file = undefined;
    if (before !== undefined) await closeAsync(before);
    this.#begin();
    this.#makeRoom();
  }

  #begin(): void {
    const { dir, writer } = this.#options;
    let path: string;
    do {
      path = join(dir, `${writer}-${String(++this.#fileNumber).padStart(6, '0')}${SUFFIX}`);
    } while (existsSync(path));
    this.#file = openSync(path, 'ax', 0o640);
    this.#fileSize = 0;
  }

  /** Deletes the oldest files until there is room for another. */
  #makeRoom(): void {
    const { dir, fileBytes, totalBytes } = this.#options;
    const files = readdirSync(dir)
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => ({ path: join(dir, name), found: statSync(join(dir, name), { throwIfNoEntry: false }) }))
      .flatMap(({ path, found }) => (found ? [{ path, size: found.size, changed: found.mtimeMs }] : []))
      .sort((a, b) => b.changed - a.changed || (a.path < b.path ? 1 : -1));
    let kept = fileBytes;
    for (const { path, size } of files) {
      kept += size;
      if (kept > totalBytes) unlinkSync(path);
    }
  }
}
