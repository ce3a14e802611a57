// Runs an action. Plain JavaScript: it makes one file of the action's TypeScript first, which takes a fifth of a second,
// where loading its hundreds of modules one by one through tsx takes more than one; and a job has up to eight actions.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const [action] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
// Two folders below the root, as platform/run is: code finds the root by where it lies.
const outfile = join(root, 'node_modules', '.cache', `${action}-${process.pid}.js`);

process.once('exit', () => {
  for (const file of [outfile, `${outfile}.map`]) rmSync(file, { force: true });
});
buildSync({
  entryPoints: [join(root, 'actions', action, 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  // So that traces of errors name the lines of the TypeScript.
  sourcemap: true,
  sourcesContent: false,
});
await import(pathToFileURL(outfile).href);
