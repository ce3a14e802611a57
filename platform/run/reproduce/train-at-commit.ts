import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { RatchetError } from '../../../pipeline/errors.ts';
import { shortCommit } from '../../git/commit-standing.ts';
import { withWorktree } from '../../git/worktree.ts';
import { candidateDir, readDocument } from '../candidate.ts';
import { codeRoot } from '../code-identity.ts';
import type { Workspace } from '../workspace.ts';
import type { Retrained, TrainingOrder } from './retrained.ts';

const LOCKFILE = 'package-lock.json';

/** What is read of another commit's training.json: its other fields may have changed since. */
const digestsSchema = z.object({ digest: z.string(), contractDigest: z.string(), codeDigest: z.string() });

/**
 * Trains with the code and the contract of a commit, in a folder of its own.
 *
 * @throws RatchetError `undecided` where that code cannot be had or does not run
 */
export async function trainAtCommit(
  workspace: Workspace,
  commit: string,
  order: TrainingOrder,
): Promise<Retrained> {
  const model = workspace.folder.name;
  return withWorktree(workspace.root, commit, async (folder) => {
    if (!linkLibraries(folder, commit, order.install)) await installLibraries(folder, commit);
    const out = join(folder, 'out', 'reproduce');
    const options = { model, recipe: order.recipe, threads: String(workspace.pool.threads), out };
    await runTraining(folder, commit, [
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      ...order.files.flatMap((file) => ['--train', file]),
      // `train` asks for a holdout; what it finds there is not used, so that any month will do.
      ...['--holdout', order.files[0]!],
    ]);
    const dir = candidateDir(out, model);
    const digests = readDocument(join(dir, 'training.json'), digestsSchema);
    return { ...digests, modelBytes: new Uint8Array(readFileSync(join(dir, 'model.json'))) };
  });
}

/** The libraries installed here serve that commit too, if it locks the very same ones; false where others have to come. */
function linkLibraries(folder: string, commit: string, install: boolean): boolean {
  const path = join(folder, LOCKFILE);
  if (!existsSync(path)) {
    throw new RatchetError(
      'undecided',
      `commit ${shortCommit(commit)} holds no code of Ratchet (no ${LOCKFILE})`,
      {
        hint: 'reproduce the version in the repository whose code trained it',
      },
    );
  }
  if (readFileSync(path, 'utf8') !== readFileSync(join(codeRoot, LOCKFILE), 'utf8')) {
    if (install) return false;
    throw new RatchetError(
      'undecided',
      `commit ${shortCommit(commit)} locks other libraries than those installed here`,
      {
        hint: 'reproduce --install brings them from the registry of packages, for as long as it trains',
      },
    );
  }
  symlinkSync(join(codeRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return true;
}

/** Installs the libraries that a commit locks beside its code, none of whose scripts run. */
async function installLibraries(folder: string, commit: string): Promise<void> {
  const options = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await promisify(execFile)('npm', options, { cwd: folder });
  } catch (cause) {
    throw new RatchetError(
      'undecided',
      `the libraries of commit ${shortCommit(commit)} cannot be installed: ${reasonOf(cause)}`,
      { cause, hint: 'see the message of npm' },
    );
  }
}

async function runTraining(folder: string, commit: string, options: readonly string[]): Promise<void> {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  try {
    await promisify(execFile)(process.execPath, [tsx, 'cli/main.ts', 'train', '--json', ...options], {
      cwd: folder,
      // It is no training to be told of.
      env: { ...process.env, MLFLOW_TRACKING_URI: '' },
    });
  } catch (cause) {
    throw new RatchetError(
      'undecided',
      `the code of commit ${shortCommit(commit)} could not train: ${reasonOf(cause)}`,
      {
        cause,
        hint: 'see what its own train command says',
      },
    );
  }
}

const reasonOf = (cause: unknown): string =>
  cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
