import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFolder } from '../pipeline/publish/model-folder.ts';

/** A model's folder on disk, as the checks of pipeline/ take it. Nothing is read before it is asked for. */
export function storedFiles(dir: string): ModelFolder {
  return {
    list: () => listFiles(dir),
    read: (path) => {
      // Papers name files; none of them lies outside the folder.
      if (path.split('/').includes('..')) return undefined;
      const full = join(dir, path);
      return existsSync(full) ? readFileSync(full) : undefined;
    },
  };
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(dir, path), { throwIfNoEntry: false })?.isFile() ?? true)
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
