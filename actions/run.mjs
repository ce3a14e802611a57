// Runs an action. Plain JavaScript: it makes one file of the action's TypeScript first, which takes a fifth of a second,
// where loading its hundreds of modules one by one through tsx takes more than one; and a job has up to eight actions.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const [action] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
// Two folders below the root, as platform/run is: code finds the root by where it lies.
const folder = join(root, 'node_modules', `.action-${action}-${process.pid}`);

process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
buildSync({
  entryPoints: {
    main: join(root, 'actions', action, 'main.ts'),
    worker: join(root, 'platform', 'worker.ts'),
  },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  // So that traces of errors name the lines of the TypeScript.
  sourcemap: true,
  sourcesContent: false,
});
// In place of the file of this name beside platform/worker-pool.ts.
const entry = "process.setSourceMapsEnabled(true);\nimport('./worker.mjs');\n";
writeFileSync(join(folder, 'worker-entry.cjs'), entry);
await import(pathToFileURL(join(folder, 'main.mjs')).href);
