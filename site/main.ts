import { resolve } from 'node:path';
import { RatchetError } from '../pipeline/errors.ts';
import { buildSite } from './build-site.ts';
import { parseOptions } from './options.ts';
import { serveFolder } from './serve.ts';

const options = parseOptions(process.argv.slice(2));
const root = process.cwd();

try {
  const { files, scriptBytes } = await buildSite(root, { ...options, out: resolve(root, options.out) });
  process.stdout.write(`${files} files in ${options.out}, ${scriptBytes} bytes of JavaScript gzipped\n`);
  if (!options.buildOnly) {
    const { address } = await serveFolder(resolve(root, options.out), options.port);
    process.stdout.write(`serving ${address} until Ctrl-C\n`);
  }
} catch (error) {
  if (!(error instanceof RatchetError)) throw error;
  process.exitCode = error.exitCode;
  process.stderr.write(`${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
}
