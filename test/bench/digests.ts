/**
 * Trains the same rows with one thread and with two, and on other versions of Node: the digest has to be the same.
 *
 * usage: npm run bench:digests -- [--node PATH]… [--rows N]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { textTable } from '../../cli/terminal/table.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { run, runTrain } from './train-command.ts';
import { writeRides } from './write-rides.ts';

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true, default: [] },
    rows: { type: 'string', default: '800000' },
  },
});
const machines = [
  { node: process.execPath, threads: 1 },
  { node: process.execPath, threads: 2 },
  ...values.node.map((node) => ({ node, threads: 2 })),
];

let differ = false;
await withTemporaryFolder(async (folder) => {
  // An embedded month fits into two shards, which no second thread is started for: the file has enough for two.
  const many = join(folder, 'rides_2021-01.csv');
  await writeRides(many, Number(values.rows));
  const rows: string[][] = [];
  for (const [what, train] of [
    ['embedded months', ['2021-01', '2021-02']],
    [`${values.rows} made-up rides`, [many]],
  ] as const) {
    const digests = new Set<string>();
    for (const { node, threads } of machines) {
      const { stdout } = await run(node, ['--version'], folder);
      const { digest } = await runTrain({
        train,
        holdout: ['2021-03'],
        out: join(folder, 'out'),
        threads,
        node,
      });
      digests.add(digest);
      rows.push([what, stdout.trim(), String(threads), digest]);
      process.stderr.write(`${what}, ${stdout.trim()}, ${threads} threads: ${digest}\n`);
    }
    differ ||= digests.size > 1;
  }
  const columns = ['rows', 'node', 'threads', 'digest'].map((heading) => ({
    heading,
    align: 'left' as const,
  }));
  process.stdout.write(`${textTable(columns, rows).join('\n')}\n`);
});
process.stdout.write(differ ? 'the digests DIFFER\n' : 'the digests are identical\n');
if (differ) process.exitCode = 1;
