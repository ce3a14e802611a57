import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export const MLFLOW_VERSION = '3.17.2';
const VENV = new URL(`../../../out/tools/mlflow-${MLFLOW_VERSION}`, import.meta.url).pathname;
const PYTHON = join(VENV, 'bin', 'python');

/** A Python that has MLflow, or why there is none. */
export type FoundMlflow = { readonly python: string } | { readonly missing: string };

/** Finds MLflow under out/tools, where it is installed from PyPI if it is missing. */
export function findMlflow(): FoundMlflow {
  if (versionOf(PYTHON) === MLFLOW_VERSION) return { python: PYTHON };
  const asked = spawnSync('python3', ['-c', 'import sys, venv; print(sys.version_info >= (3, 10))'], {
    encoding: 'utf8',
  });
  if (asked.stdout?.trim() !== 'True')
    return { missing: 'MLflow was not tested against: it takes Python 3.10 or newer with venv' };
  rmSync(VENV, { recursive: true, force: true });
  try {
    execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    execFileSync(PYTHON, [...pip, `mlflow==${MLFLOW_VERSION}`], { stdio: 'pipe' });
    return { python: PYTHON };
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim().split('\n').at(-1);
    return { missing: `MLflow was not tested against: it cannot be installed: ${said ?? String(error)}` };
  }
}

function versionOf(python: string): string | undefined {
  const { stdout } = spawnSync(
    python,
    ['-c', 'from importlib.metadata import version; print(version("mlflow"))'],
    { encoding: 'utf8' },
  );
  return stdout?.trim();
}
