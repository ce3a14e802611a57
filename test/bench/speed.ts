/**
 * Time and peak memory of the default contract on 3.07 million training and one million holdout rows, against the
 * course's own pipeline in Python, in turn and from a cold cache.
 *
 * usage: npm run bench:speed -- --peers DIR --python PATH [--pairs N] [--keep DIR]
 */
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { textTable } from '../../cli/terminal/table.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { root, run, runTrain } from './train-command.ts';

/** How many times faster, and how many times less memory. */
const BARS = { time: { bar: 4, aim: 8 }, memory: { bar: 6, aim: 10 } };
const FILES = { train: { rows: 3_070_000, seed: 0.1 }, holdout: { rows: 1_000_000, seed: 0.2 } };

const { values } = parseArgs({
  options: {
    peers: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    pairs: { type: 'string', default: '3' },
    keep: { type: 'string' },
  },
});
if (values.peers === undefined) {
  process.stderr.write('usage: npm run bench:speed -- --peers DIR --python PATH [--pairs N] [--keep DIR]\n');
  process.exit(2);
}
const peers = resolve(values.peers);
const courseSchema = z.object({ rmse: z.number(), maxrss_mb: z.number() });
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

async function makeFile(folder: string, name: keyof typeof FILES): Promise<string> {
  const path = join(folder, `${name}_2023-01.parquet`);
  const { rows, seed } = FILES[name];
  if (!existsSync(path))
    await run(values.python, [join(peers, 'make_month.py'), path, String(rows), String(seed)], folder);
  return path;
}

await withTemporaryFolder(async (folder) => {
  const data = values.keep === undefined ? folder : resolve(values.keep);
  mkdirSync(data, { recursive: true });
  const [train, holdout] = [await makeFile(data, 'train'), await makeFile(data, 'holdout')];
  // A repository of its own, so that the cache is cold.
  symlinkSync(join(root, 'models'), join(folder, 'models'), 'junction');
  const rows: string[][] = [];
  const ratios = { time: [] as number[], memory: [] as number[] };
  for (let pair = 1; pair <= Number(values.pairs); pair++) {
    const course = await run(values.python, [join(peers, 'course.py'), train, holdout], folder);
    const { rmse, maxrss_mb: courseMb } = courseSchema.parse(JSON.parse(course.stdout));
    const ours = await runTrain({
      train: [train],
      holdout: [holdout],
      out: join(folder, 'out'),
      cwd: folder,
    });
    rmSync(join(folder, 'out'), { recursive: true, force: true });
    ratios.time.push(course.wallSeconds / ours.wallSeconds);
    ratios.memory.push(courseMb / ours.peakRssMb);
    rows.push(
      ['course.py', `${course.wallSeconds.toFixed(2)} s`, '', `${courseMb} MB`, '', rmse.toFixed(3)],
      [
        'ratchet train',
        `${ours.wallSeconds.toFixed(2)} s`,
        `${ratios.time.at(-1)!.toFixed(2)} ×`,
        `${ours.peakRssMb.toFixed(0)} MB`,
        `1/${ratios.memory.at(-1)!.toFixed(2)}`,
        ours.rmse.holdout.toFixed(3),
      ],
    );
    process.stderr.write(
      `pair ${pair}: ${ratios.time.at(-1)!.toFixed(2)} × faster, 1/${ratios.memory.at(-1)!.toFixed(2)} of the memory\n`,
    );
  }
  const columns = ['', 'wall', 'faster', 'memory', 'share', 'RMSE'].map((heading, c) => ({
    heading,
    align: c === 0 ? ('left' as const) : ('right' as const),
  }));
  process.stdout.write(`${textTable(columns, rows).join('\n')}\n`);
  for (const what of ['time', 'memory'] as const) {
    const [middle, { bar, aim }] = [median(ratios[what]), BARS[what]];
    const standing = middle < bar ? 'MISSED' : middle < aim ? 'bar met' : 'aim met';
    process.stdout.write(
      `${what}: ${middle.toFixed(2)} × in the middle (bar ${bar} ×, aim ${aim} ×): ${standing}\n`,
    );
    if (middle < bar) process.exitCode = 1;
  }
});
