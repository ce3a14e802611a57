// Images of a job's runner: each job has one of its own.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { E2E_DOCKER, GITHUB_JOB } = process.env;

/** Folder of this runner's engine. */
export const engine = join(E2E_DOCKER, GITHUB_JOB);

const fileOf = (address) => join(engine, 'images', encodeURIComponent(address));

export function storeImage(address, image) {
  mkdirSync(join(engine, 'images'), { recursive: true });
  writeFileSync(fileOf(address), JSON.stringify(image));
}

export function readImage(address) {
  try {
    return JSON.parse(readFileSync(fileOf(address), 'utf8'));
  } catch (cause) {
    throw new Error(`No such image: ${address}`, { cause });
  }
}

/** Digest of every file of a folder, by its path; of those below `except`, nothing. */
export function filesOf(folder, except = []) {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .filter((path) => !except.some((one) => `/${path}`.startsWith(`${one}/`)))
    .sort();
  return found.map((path) => [path, sha256(readFileSync(join(folder, path)))]);
}

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
