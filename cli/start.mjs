// Runs the command line, made into one file first. It is kept until some source changes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const ENTRY = 'cli/command-line.ts';
const SOURCES = ['cli', 'pipeline', 'platform'];
const BUNDLES = join(root, 'out');
/** Of a bundle that nobody runs any more. */
const OLD_MS = 86_400_000;

/** Tells one state of the sources from another: by names, sizes and times, which takes some milliseconds. */
function stateOfSources() {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    for (const path of readdirSync(join(root, folder), { recursive: true }).sort()) {
      if (!/\.m?ts$|\.mjs$/.test(path)) continue;
      const { size, mtimeMs } = statSync(join(root, folder, path));
      hash.update(`${folder}/${path} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Makes the bundle in a folder of its own, which gets its name when it is complete; another process may be faster. */
async function makeBundle(folder) {
  const { bundle } = await import('../platform/bundle.mjs');
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    bundle(ENTRY, unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  for (const name of readdirSync(BUNDLES).filter((other) => other.startsWith('.cli-'))) {
    const path = join(BUNDLES, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > OLD_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** The command line as one file; or as it is, where nothing can be written beside it. */
async function commandLine() {
  const folder = join(BUNDLES, `.cli-${stateOfSources()}`);
  try {
    if (!existsSync(folder)) await makeBundle(folder);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(error.code)) throw error;
    const { register } = await import('tsx/esm/api');
    register();
    return join(root, ENTRY);
  }
  process.setSourceMapsEnabled(true);
  return join(folder, 'main.mjs');
}

let path;
try {
  path = await commandLine();
} catch (error) {
  // By itself, an error would end with 1, which is what a verdict that says no ends with.
  process.stderr.write(`ratchet cannot start: ${error.message}\n`);
  process.exit(4);
}
await import(pathToFileURL(path).href);
