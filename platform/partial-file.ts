import { existsSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder } from './make-folder.ts';

/** By what a server's file is known to be still the same one (RFC 9110, 13.1.5); a weak ETag does not count. */
const validatorSchema = z.strictObject({ url: z.string(), validator: z.string() });

/**
 * A file under way: `NAME.partial` until it is complete, with a note of what it is part of beside it. Left behind by a
 * run that was cut off, it is what the next one goes on from.
 */
export class PartialFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #note: string;
  readonly #url: string;

  constructor(path: string, url: string) {
    this.#path = path;
    this.#partial = `${path}.partial`;
    this.#note = `${path}.partial.json`;
    this.#url = url;
  }

  get path(): string {
    return this.#partial;
  }

  /** Bytes that are there already, and the validator to continue with; undefined when there is nothing to continue. */
  resumable(): { bytes: number; validator: string } | undefined {
    if (!existsSync(this.#partial) || !existsSync(this.#note)) return undefined;
    const bytes = statSync(this.#partial).size;
    if (bytes === 0) return undefined;
    const note = validatorSchema.safeParse(parseJson(readFileSync(this.#note, 'utf8')));
    return note.success && note.data.url === this.#url
      ? { bytes, validator: note.data.validator }
      : undefined;
  }

  /** Opens it for writing after its first `keepBytes`; the rest is dropped. */
  async openAfter(keepBytes: number, validator: string | undefined): Promise<FileHandle> {
    makeFolder(dirname(this.#partial));
    if (keepBytes > 0) truncateSync(this.#partial, keepBytes);
    const file = await open(this.#partial, keepBytes > 0 ? 'r+' : 'w');
    if (validator === undefined) rmSync(this.#note, { force: true });
    else writeFileSync(this.#note, JSON.stringify({ url: this.#url, validator }));
    return file;
  }

  discard(): void {
    rmSync(this.#partial, { force: true });
    rmSync(this.#note, { force: true });
  }

  /** Gives it its own name. */
  complete(): void {
    renameSync(this.#partial, this.#path);
    rmSync(this.#note, { force: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A note that was cut off is no note: the download starts again.
    return undefined;
  }
}
