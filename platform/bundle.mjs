// Makes one file of an entry's TypeScript and one of the worker threads', which takes a fifth of a second: loading hundreds
// of modules one by one through tsx takes more than one, and each thread would do it again. Plain JavaScript, as it comes
// before all TypeScript.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

export const root = join(import.meta.dirname, '..');

/**
 * Bundles an entry into a folder, as main.mjs. Packages stay outside.
 *
 * @param {string} entry path of the TypeScript, from the root
 * @param {string} folder two folders below the root, as platform/run is: code finds the root by where it lies
 */
export function bundle(entry, folder) {
  buildSync({
    entryPoints: { main: join(root, entry), worker: join(root, 'platform', 'worker.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is only imported when it is needed is only loaded then.
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    // So that traces of errors name the lines of the TypeScript.
    sourcemap: true,
    sourcesContent: false,
  });
  // In place of the file of this name beside platform/worker-pool.ts.
  const worker = "process.setSourceMapsEnabled(true);\nimport('./worker.mjs');\n";
  writeFileSync(join(folder, 'worker-entry.cjs'), worker);
}
