import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RatchetError } from '../pipeline/errors.ts';
import { ioError } from './io-error.ts';
import { makeFolder } from './make-folder.ts';

/** A file to write. A plan of several is written wholly or not at all. */
export interface PlannedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

interface Staged {
  readonly path: string;
  /** The new content, complete, in the same folder: renaming it is one step. */
  readonly next: string;
  /** What was there before, until all is in place. */
  readonly previous: string;
}

/**
 * Writes a plan of files, making their folders. All content is on the disk before the first file changes its name, and
 * a step that fails undoes the ones before it.
 *
 * @throws RatchetError `io`; exit code 2 when a folder may not be written to
 */
export function writeFiles(plan: readonly PlannedFile[]): void {
  const undo: (() => void)[] = [];
  let at = '';
  try {
    const staged = plan.map(({ path, content }): Staged => {
      at = path;
      const created = makeFolder(dirname(path));
      if (created !== undefined) undo.push(() => rmSync(created, { recursive: true, force: true }));
      const mark = randomUUID();
      const next = `${path}.${mark}.partial`;
      undo.push(() => rmSync(next, { force: true }));
      writeFileSync(next, content, { flush: true });
      return { path, next, previous: `${path}.${mark}.previous` };
    });
    for (const { path, next, previous } of staged) {
      at = path;
      if (existsSync(path)) {
        if (statSync(path).isDirectory()) throw new Error('a folder of that name is in the way');
        renameSync(path, previous);
        undo.push(() => renameSync(previous, path));
      }
      renameSync(next, path);
      undo.push(() => rmSync(path, { force: true }));
    }
    for (const { previous } of staged) rmSync(previous, { force: true });
  } catch (cause) {
    for (const step of undo.reverse()) step();
    throw ioError(`${at} cannot be written`, cause, at);
  }
}

/** Whether a folder can be written to; throws `io` when not. Made first, so that no work is done for nothing. */
export function checkWritable(folder: string): void {
  const probe = join(folder, `.${randomUUID()}.partial`);
  try {
    writeFiles([{ path: probe, content: '' }]);
  } catch (error) {
    throw error instanceof RatchetError ? ioError(`${folder} cannot be written`, error.cause, folder) : error;
  }
  rmSync(probe);
}
