/**
 * Bundles the service into a folder: one file of code, the one library that it loads by name, and a model.
 *
 * usage: node --import tsx service/bundle.ts [FOLDER [MODEL]]
 */
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { onlyModel } from '../platform/run/workspace.ts';

const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, 'out', 'service'));
const model = join('models', process.argv[3] ?? onlyModel(root));

/** Arrow is loaded when it is first needed; its other builds are a hundred times larger. */
const ARROW = ['package.json', 'Arrow.esnext.min.js', 'LICENSE.txt'];

await build({
  entryPoints: [join(root, 'service', 'main.ts')],
  outfile: join(out, 'service', 'main.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: ['apache-arrow'],
  // Libraries that are CommonJS ask for these.
  banner: {
    js: "import { createRequire as requireIn } from 'node:module'; const require = requireIn(import.meta.url); const __dirname = import.meta.dirname;",
  },
});
for (const file of ARROW) {
  const path = join('node_modules', 'apache-arrow', file);
  cpSync(join(root, path), join(out, path));
}
cpSync(join(root, 'package.json'), join(out, 'package.json'));
// Months of rides are not needed to score.
const months = join(root, model, 'data');
cpSync(join(root, model), join(out, model), { recursive: true, filter: (path) => path !== months });
