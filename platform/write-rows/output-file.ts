import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RatchetError } from '../../pipeline/errors.ts';
import { ioError } from '../io-error.ts';
import { makeFolder } from '../make-folder.ts';
import { writeAll } from '../write-all.ts';

/** Signals by which a person or a runner ends a process. */
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A file that is written piece by piece and gets its name when it is complete. Until then it lies beside it under a name
 * of its own, and is removed whatever ends the process.
 */
export class OutputFile {
  readonly #path: string;
  readonly #partial: string;
  /** Topmost of the folders that were made for it. */
  #madeFolder: string | undefined;
  #isBegun = false;
  #file: FileHandle | undefined;
  #bytes = 0;

  private constructor(path: string) {
    this.#path = path;
    this.#partial = `${path}.${randomUUID()}.partial`;
  }

  /** Makes the folders it needs. Throws a RatchetError `usage` or `io`; exit code 2 where a folder may not be written to. */
  static async create(path: string): Promise<OutputFile> {
    if (existsSync(path) && statSync(path).isDirectory()) {
      throw new RatchetError('usage', `${path} is a folder`, { file: path, hint: 'name the file to write' });
    }
    const file = new OutputFile(path);
    // Before anything is made: a signal then waits until it can be undone.
    file.#watch();
    try {
      file.#madeFolder = makeFolder(dirname(path));
      file.#isBegun = true;
      writeFileSync(file.#partial, '', { flag: 'wx' });
      file.#file = await open(file.#partial, 'r+');
      return file;
    } catch (cause) {
      await file.discard();
      throw ioError(`${path} cannot be written`, cause, path);
    }
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#step((file) => writeAll(file, bytes, this.#bytes));
    this.#bytes += bytes.length;
  }

  /** Gives it its name, in one step; a file that had the name before is replaced. */
  async commit(): Promise<void> {
    await this.#step(async (file) => {
      await file.sync();
      await file.close();
      renameSync(this.#partial, this.#path);
    });
    this.#unwatch();
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    // A handle that a failed commit has closed closes again without complaint.
    await this.#file?.close();
    this.#remove();
    this.#unwatch();
  }

  async #step(action: (file: FileHandle) => Promise<void>): Promise<void> {
    try {
      await action(this.#file!);
    } catch (cause) {
      throw ioError(`${this.#path} cannot be written`, cause, this.#path);
    }
  }

  readonly #remove = () => {
    // Even by force, a path through what is no folder cannot be removed.
    if (this.#isBegun) rmSync(this.#partial, { force: true });
    if (this.#madeFolder !== undefined) rmSync(this.#madeFolder, { recursive: true, force: true });
  };

  readonly #onSignal = (signal: NodeJS.Signals) => {
    this.#remove();
    this.#unwatch();
    // With its own handler gone, the signal does what it always does.
    process.kill(process.pid, signal);
  };

  #watch(): void {
    process.on('exit', this.#remove);
    for (const signal of ENDING_SIGNALS) process.on(signal, this.#onSignal);
  }

  #unwatch(): void {
    process.off('exit', this.#remove);
    for (const signal of ENDING_SIGNALS) process.off(signal, this.#onSignal);
  }
}
