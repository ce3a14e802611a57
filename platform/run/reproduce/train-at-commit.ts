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
import type { Retrained } from './retrained.ts';

export interface TrainingOrder {
  readonly model: string;
  readonly recipe: string;
  /** Files of the training months, in order. */
  readonly files: readonly string[];
  readonly threads: number;
}

const LOCKFILE = 'package-lock.json';

/** What is read of another commit's training.json: its other fields may have changed since. */
const digestsSchema = z.object({ digest: z.string(), contractDigest: z.string(), codeDigest: z.string() });

/**
 * Trains with the code and the contract of a commit, in a folder of its own.
 *
 * @throws RatchetError `undecided` where that code cannot be had or does not run
 */
export async function trainAtCommit(root: string, commit: string, order: TrainingOrder): Promise<Retrained> {
  return withWorktree(root, commit, async (folder) => {
    linkLibraries(folder, commit);
    const out = join(folder, 'out', 'reproduce');
    await runTraining(folder, commit, out, order);
    const dir = candidateDir(out, order.model);
    const digests = readDocument(join(dir, 'training.json'), digestsSchema);
    return { ...digests, modelBytes: new Uint8Array(readFileSync(join(dir, 'model.json'))) };
  });
}

/** The libraries installed here serve that commit too, if it locks the very same ones. */
function linkLibraries(folder: string, commit: string): void {
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
    throw new RatchetError(
      'undecided',
      `commit ${shortCommit(commit)} locks other libraries than those installed here`,
      {
        hint: `check out ${shortCommit(commit)} in another folder, run npm ci there, and then reproduce`,
      },
    );
  }
  symlinkSync(join(codeRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

async function runTraining(folder: string, commit: string, out: string, order: TrainingOrder): Promise<void> {
  const { model, recipe, files, threads } = order;
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  // `train` asks for a holdout; what it finds there is not used, so that any month will do.
  const holdout = files[0]!;
  const command = [
    ...['train', '--json', '--model', model, '--recipe', recipe, '--threads', String(threads), '--out', out],
    ...files.flatMap((file) => ['--train', file]),
    ...['--holdout', holdout],
  ];
  try {
    await promisify(execFile)(process.execPath, [tsx, 'cli/main.ts', ...command], { cwd: folder });
  } catch (cause) {
    const reason = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new RatchetError(
      'undecided',
      `the code of commit ${shortCommit(commit)} could not train: ${reason}`,
      {
        cause,
        hint: 'see what its own train command says',
      },
    );
  }
}
