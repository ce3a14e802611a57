import { execFileSync } from 'node:child_process';

/** What git sets for a hook. With it, every command would speak of the hook's repository, wherever it is run. */
const HOOK_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

/** Runs git in a folder and gives what it prints, without the line break at the end. Throws where git fails. */
export function runGit(cwd: string, args: readonly string[]): string {
  const env = { ...process.env };
  for (const name of HOOK_VARIABLES) delete env[name];
  return execFileSync('git', args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

/** The same for a question that git may answer by failing: undefined is its no. */
export function askGit(cwd: string, args: readonly string[]): string | undefined {
  try {
    return runGit(cwd, args);
  } catch {
    return undefined;
  }
}
