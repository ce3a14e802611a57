import { join } from 'node:path';
import { build } from 'esbuild';

/** Scripts of the site: one for each page that has something to do in the browser. */
export const SCRIPTS = ['predict', 'compare'] as const;

/** The service worker, which no page includes. */
export const OFFLINE = 'offline';

const FDLIBM = join(import.meta.dirname, '..', 'pipeline', 'site', 'fdlibm');

export interface BundledScript {
  /** predict.js */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bundles the scripts of site/browser, each into one file without imports. */
export async function bundleScripts(): Promise<BundledScript[]> {
  const { outputFiles } = await build({
    entryPoints: [...SCRIPTS, OFFLINE].map((name) => join(import.meta.dirname, 'browser', `${name}.ts`)),
    outdir: 'out',
    bundle: true,
    // Browsers, and their versions, differ in the last bit of these; a page predicts what the command line does.
    inject: ['exp', 'log'].map((name) => join(FDLIBM, `${name}.ts`)),
    define: { 'Math.exp': 'exactExp', 'Math.log': 'exactLog' },
    minify: true,
    format: 'esm',
    // What the last two years' browsers understand, Safari 16.4 the oldest.
    target: ['es2022'],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, contents }) => ({ name: path.split(/[\\/]/).at(-1)!, bytes: contents }));
}
