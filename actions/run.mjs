// Runs an action, made into one file first: a job has up to eight of them.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, root } from '../platform/bundle.mjs';

const [action] = process.argv.slice(2);
const folder = join(root, 'node_modules', `.action-${action}-${process.pid}`);

process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
bundle(`actions/${action}/main.ts`, folder);
await import(pathToFileURL(join(folder, 'main.mjs')).href);
