import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../../../', import.meta.url).pathname;

/**
 * A copy of this repository's installed packages that runs link theirs from, made once for each lock file. Empty where
 * E2E_NPM=real asks that every job installs its own.
 */
export function linkableModules(): string {
  const lock = join(ROOT, 'package-lock.json');
  if (process.env['E2E_NPM'] === 'real' || !existsSync(join(ROOT, 'node_modules'))) return '';
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex').slice(0, 16);
  const dir = join(tmpdir(), `ratchet-e2e-modules-${digest}`);
  if (existsSync(join(dir, 'package-lock.json'))) return dir;
  const made = `${dir}-${process.pid}`;
  mkdirSync(made, { recursive: true });
  execFileSync('cp', ['--archive', join(ROOT, 'node_modules'), join(made, 'node_modules')]);
  // What tools keep there is not of the installation.
  for (const name of ['.vite', '.vite-temp', '.cache'])
    rmSync(join(made, 'node_modules', name), { recursive: true, force: true });
  copyFileSync(lock, join(made, 'package-lock.json'));
  try {
    renameSync(made, dir);
  } catch {
    // Another test was faster.
    rmSync(made, { recursive: true, force: true });
  }
  return dir;
}
