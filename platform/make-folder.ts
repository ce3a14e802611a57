import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Step by step, for Node's own recursive way never returns where the
 * system answers that a parent it has just seen does not exist, as under /proc.
 *
 * @returns the uppermost folder that was made, undefined when all were there
 * @throws the operating system's error
 */
export function makeFolder(path: string): string | undefined {
  if (existsSync(path)) {
    // Tells a file that stands in the way.
    mkdirSync(path, { recursive: true });
    return undefined;
  }
  const above = makeFolder(dirname(path));
  mkdirSync(path);
  return above ?? path;
}
