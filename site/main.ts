import { resolve } from 'node:path';
import { RatchetError } from '../pipeline/errors.ts';
import { createProgress } from '../platform/progress.ts';
import { buildSite } from './build-site.ts';
import { parseOptions } from './options.ts';
import { serveFolder } from './serve.ts';

const {
  port,
  buildOnly,
  data = process.env['TLC_DATA_DIR'],
  ...options
} = parseOptions(process.argv.slice(2));
const root = process.cwd();
const out = resolve(root, options.out);

try {
  const { files, scriptBytes, notes } = await buildSite(root, {
    ...options,
    out,
    dataDir: data ? resolve(root, data) : undefined,
    mirror: process.env['RATCHET_MIRROR'] || undefined,
    today: new Date().toISOString().slice(0, 10),
    progress: createProgress(process.stderr),
  });
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(`${files} files in ${options.out}, ${scriptBytes} bytes of JavaScript gzipped\n`);
  if (!buildOnly) {
    const { address } = await serveFolder(out, port);
    process.stdout.write(`serving ${address} until Ctrl-C\n`);
  }
} catch (error) {
  if (!(error instanceof RatchetError)) throw error;
  process.exitCode = error.exitCode;
  process.stderr.write(`${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
}
