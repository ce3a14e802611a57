import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, sha256 } from '../../pipeline/digest/digest.ts';

/** Folders whose code decides the numbers of a model. */
const SCORING_FOLDERS = [
  'contract',
  'digest',
  'features',
  'ingest',
  'linalg',
  'model',
  'stats',
  'train',
  'wasm',
];
/** Libraries that do. */
const SCORING_LIBRARIES = ['apache-arrow', 'ml-regression-multivariate-linear', 'parquet-wasm'];

/** Digest of the code that trains and scores, and of the versions of the libraries it does so with. */
export function codeDigest(root: string): string {
  const files = SCORING_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, 'pipeline', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ['pipeline', folder, ...file.split(/[\\/]/)].join('/')),
  ).sort();
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return digestOf({
    files: files.map((file) => [file, sha256(readFileSync(join(root, file)))]),
    libraries: SCORING_LIBRARIES.map((name) => [name, dependencies[name] ?? 'none']),
  });
}

/** Version of this code, from its package.json. */
export function ratchetVersion(): string {
  return (JSON.parse(readFileSync(join(codeRoot, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Commit that is checked out; undefined outside a git repository or before its first commit. */
export function commitOf(root: string): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // Without git there is no commit to name: provenance says so by leaving it out.
    return undefined;
  }
}

/** The folder that this code lies in, whatever repository it works on. */
export const codeRoot = join(import.meta.dirname, '..', '..');
