import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { shardLayout } from '../pipeline/ingest/prepared-columns.ts';
import { type PreparedIndex, preparedIndexSchema } from '../pipeline/ingest/prepared-index.ts';
import { ioError } from './io-error.ts';
import { makeFolder } from './make-folder.ts';

const INDEX = 'index.json';
const UNFINISHED = '.partial';
/** A folder that is still unfinished after this belongs to a run that was killed. */
const ABANDONED_MS = 6 * 3_600_000;

/** A folder of prepared partitions, each in a folder of its own that appears when it is complete. */
export class PreparedCache {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  folderOf(period: string, key: string): string {
    return join(this.#dir, `${period}-${key.slice('sha256:'.length, 'sha256:'.length + 16)}`);
  }

  /** The index of a complete partition; undefined when there is none, or when anything about it is not as written. */
  read(period: string, key: string): PreparedIndex | undefined {
    const folder = this.folderOf(period, key);
    const path = join(folder, INDEX);
    if (!existsSync(path)) return undefined;
    const parsed = preparedIndexSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
    if (!parsed.success || parsed.data.key !== key) return undefined;
    const { parts, columns } = parsed.data;
    const isWhole = parts.every(({ file, shards }) => {
      const bytes = shards.reduce((sum, { rows }) => sum + shardLayout(columns, rows).bytes, 0);
      return statSync(join(folder, file), { throwIfNoEntry: false })?.size === bytes;
    });
    return isWhole ? parsed.data : undefined;
  }

  /** A new folder to prepare in, which nobody will take for a complete one. Throws `io`. */
  begin(): string {
    try {
      makeFolder(this.#dir);
      this.#sweep();
      const folder = join(this.#dir, `${randomUUID()}${UNFINISHED}`);
      mkdirSync(folder);
      return folder;
    } catch (cause) {
      throw ioError(`the cache ${this.#dir} cannot be written`, cause, this.#dir);
    }
  }

  /** Puts a folder in its place, its index last; over one that turned out damaged. */
  finish(unfinished: string, index: PreparedIndex): void {
    writeFileSync(join(unfinished, INDEX), JSON.stringify(index));
    // Another run may just have made the same: it is as good.
    if (this.read(index.period, index.key)) this.abandon(unfinished);
    else {
      const folder = this.folderOf(index.period, index.key);
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    }
  }

  abandon(unfinished: string): void {
    rmSync(unfinished, { recursive: true, force: true });
  }

  #sweep(): void {
    for (const name of readdirSync(this.#dir)) {
      const path = join(this.#dir, name);
      const changedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
      if (name.endsWith(UNFINISHED) && Date.now() - changedMs > ABANDONED_MS) this.abandon(path);
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A half-written index says what a missing one says: prepare again.
    return undefined;
  }
}
