/**
 * Trains the contract on a month and measures its error on the next, for every pair of months on this machine.
 *
 * usage: npm run bench:quality -- [--data DIR]
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { textTable } from '../../cli/terminal/table.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { root, runTrain } from './train-command.ts';

/** RMSE in minutes, by holdout month: LightGBM with native categories on the same columns, and the aim. */
const BARS: Readonly<Record<string, { readonly bar: number; readonly aim: number }>> = {
  '2021-02': { bar: 5.36, aim: 5.17 },
  '2022-02': { bar: 4.98, aim: 4.64 },
  '2023-02': { bar: 4.36, aim: 4.06 },
  '2025-02': { bar: 4.69, aim: 4.46 },
};
const EMBEDDED = join(root, 'models/nyc-green-taxi/data');
const MONTH = /^green_tripdata_(\d{4}-\d{2})\.parquet$/;

const before = (month: string): string => {
  const [year, m] = month.split('-').map(Number) as [number, number];
  return m === 1 ? `${year - 1}-12` : `${year}-${String(m - 1).padStart(2, '0')}`;
};

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const data = values.data === undefined ? undefined : resolve(values.data);
const folders = [EMBEDDED, ...(data === undefined ? [] : [data])].filter((folder) => existsSync(folder));
const months = new Set(
  folders.flatMap((folder) => readdirSync(folder)).flatMap((file) => MONTH.exec(file)?.[1] ?? []),
);
const holdouts = [...new Set([...Object.keys(BARS), ...months])].sort();
const pairs = holdouts.filter((holdout) => holdout in BARS || months.has(before(holdout)));

const rows: string[][] = [];
let missed = 0;
await withTemporaryFolder(async (out) => {
  for (const holdout of pairs) {
    const train = before(holdout);
    const goal = BARS[holdout];
    const limits = goal ? [goal.bar.toFixed(2), goal.aim.toFixed(2)] : ['', ''];
    const absent = [train, holdout].filter((month) => !months.has(month));
    if (absent.length > 0) {
      rows.push([`${train} → ${holdout}`, '', '', '', ...limits, `absent: ${absent.join(', ')}`]);
      continue;
    }
    const result = await runTrain({ train: [train], holdout: [holdout], out, data });
    const rmse = result.rmse.holdout;
    const standing = !goal ? '' : rmse > goal.bar ? 'MISSED' : rmse > goal.aim ? 'bar met' : 'aim met';
    if (standing === 'MISSED') missed++;
    const course = result.baselines['course-baseline']?.toFixed(3) ?? '';
    rows.push([
      `${train} → ${holdout}`,
      String(result.rows.holdout),
      rmse.toFixed(4),
      course,
      ...limits,
      standing,
    ]);
    process.stderr.write(`${train} → ${holdout}: ${rmse.toFixed(4)}\n`);
  }
});

const columns = ['trained → judged', 'rows', 'RMSE', 'course', 'bar', 'aim', ''].map((heading, c) => ({
  heading,
  align: c >= 1 && c <= 5 ? ('right' as const) : ('left' as const),
}));
process.stdout.write(`${textTable(columns, rows).join('\n')}\n`);
if (missed > 0) process.exitCode = 1;
