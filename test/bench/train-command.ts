import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

/** The repository that is measured. */
export const root = join(import.meta.dirname, '../..');

const documentSchema = z.object({
  rows: z.object({ train: z.number(), holdout: z.number() }),
  rmse: z.object({ train: z.number(), holdout: z.number() }),
  baselines: z.record(z.string(), z.number()),
  digest: z.string(),
  peakRssMb: z.number(),
});

/** What `train --json` says, and how long the command took from start to end, in seconds. */
export type TrainRun = z.infer<typeof documentSchema> & { readonly wallSeconds: number };

export interface TrainCommand {
  /** Months or paths of files. */
  readonly train: readonly string[];
  readonly holdout: readonly string[];
  /** Where model.json goes. */
  readonly out: string;
  readonly data?: string | undefined;
  readonly threads?: number;
  /** Folder that holds models/, and in which out/cache is kept. */
  readonly cwd?: string;
  readonly node?: string;
}

/** Runs the train command as a user does, in a process of its own. */
export async function runTrain({
  train,
  holdout,
  out,
  data,
  threads,
  cwd = root,
  node,
}: TrainCommand): Promise<TrainRun> {
  const flags = ['--json', '--train', train.join(','), '--holdout', holdout.join(','), '--out', out];
  if (data !== undefined) flags.push('--data', data);
  if (threads !== undefined) flags.push('--threads', String(threads));
  const command = [join(root, 'cli/start.mjs'), 'train', ...flags];
  const { stdout, wallSeconds } = await run(node ?? process.execPath, command, cwd);
  return { ...documentSchema.parse(JSON.parse(stdout)), wallSeconds };
}

/** Runs a program; its errors and progress are only shown when it fails. */
export async function run(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<{ stdout: string; wallSeconds: number }> {
  const started = performance.now();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const wallSeconds = (performance.now() - started) / 1000;
  const stdout = Buffer.concat(out).toString('utf8');
  if (code === 0) return { stdout, wallSeconds };
  throw new Error(
    `${program} ${args.join(' ')}\nended with ${code}:\n${Buffer.concat(err).toString('utf8')}${stdout}`,
  );
}
