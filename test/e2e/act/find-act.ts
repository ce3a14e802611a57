import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const ACT_VERSION = 'v0.2.87';
const TOOLS = new URL('../../../out/tools/', import.meta.url).pathname;

let found: string | undefined;

/** Path of act, which is installed under out/tools where it is missing. Throws with a clear word where it cannot be. */
export function findAct(): string {
  found ??= lookOrInstall();
  return found;
}

function lookOrInstall(): string {
  const installed = join(TOOLS, `act-${ACT_VERSION}`, 'act');
  const home = process.env['GOPATH'] ?? join(process.env['HOME'] ?? '', 'go');
  for (const path of [installed, join(home, 'bin', 'act'), 'act'])
    if (versionOf(path) === ACT_VERSION) return path;
  if (spawnSync('go', ['version']).status !== 0)
    throw new Error(
      `the workflows cannot be run: act ${ACT_VERSION} is missing, and there is no Go to install it.\n` +
        `Install Go (https://go.dev/dl) and run this again, or install act yourself: go install github.com/nektos/act@${ACT_VERSION}`,
    );
  mkdirSync(join(TOOLS, `act-${ACT_VERSION}`), { recursive: true });
  try {
    execFileSync('go', ['install', `github.com/nektos/act@${ACT_VERSION}`], {
      env: { ...process.env, GOBIN: join(TOOLS, `act-${ACT_VERSION}`) },
      stdio: 'pipe',
    });
  } catch (cause) {
    throw new Error(
      `the workflows cannot be run: go install github.com/nektos/act@${ACT_VERSION} failed; Go has to reach a module proxy`,
      { cause },
    );
  }
  return installed;
}

function versionOf(path: string): string | undefined {
  if (path.includes('/') && !existsSync(path)) return undefined;
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const version = /act version (\S+)/.exec(stdout ?? '')?.[1];
  return version === undefined ? undefined : `v${version.replace(/^v/, '')}`;
}
