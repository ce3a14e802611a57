import { resolve } from 'node:path';
import { MANY } from '../../pipeline/draft/column-sketch.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { printLock, withMonth } from '../../pipeline/ingest/lock.ts';
import { integer, list, percent, plural } from '../../pipeline/report/format.ts';
import { createProgress } from '../../platform/progress.ts';
import { ingestAll, lockFileOf, readLock } from '../../platform/run/ingest-period.ts';
import { createModel } from '../../platform/run/new-model/create-model.ts';
import { withWorkspace } from '../../platform/run/workspace.ts';
import { writeFiles } from '../../platform/write-files.ts';
import type { CliCommand, CommonOptions } from '../command.ts';
import { examples, names } from '../options.ts';
import { textTable } from '../terminal/table.ts';

interface NewOptions extends CommonOptions {
  readonly from: readonly string[];
  readonly target: string;
  readonly unit?: string;
  readonly time?: string;
}

const COLUMNS = [
  { heading: 'column', align: 'left' },
  { heading: 'type', align: 'left' },
  { heading: 'values', align: 'right' },
  { heading: 'null', align: 'right' },
] as const;

const TOO_FEW = 'more     a second month is needed: one to train on, one to judge by; see ingest --lock';

/** Makes a model of one's own from files of rows. */
export const newModel: CliCommand<NewOptions> = {
  name: 'new',
  summary: 'make a model of your own: draft its model.yaml from files of rows, and lock its months',
  configure: (command) =>
    examples(
      command
        .requiredOption('--from <files>', 'files of rows; split by month where their names carry none', names)
        .requiredOption('--target <column>', 'column to predict')
        .option('--unit <unit>', 'what the target is counted in (default: its name)')
        .option('--time <column>', 'column that tells the month (default: the only timestamp)'),
      'new --model bike-trips --from trips.csv --target trips',
      'new --model parcels --from parcels_2024-01.parquet,parcels_2024-02.parquet --target minutes --unit min',
    ),
  run: async (options, context) => {
    const { root, today, stderr } = context;
    const { model: name, target, unit = target, time } = options;
    if (name === undefined)
      throw new RatchetError('usage', 'what is the model called?', { hint: 'give it a name by --model' });
    const files = options.from.map((file) => resolve(root, file));
    const progress = createProgress(stderr);
    const made = await createModel({ root, name, files, target, unit, time, progress });
    const { columns, periods, leftOut } = made;
    await withWorkspace({ root, model: name, threads: 1, today, progress }, async (workspace) => {
      const locked = await ingestAll(workspace, periods);
      const lock = locked.reduce(
        (all, { period, month }) => withMonth(all, period, month),
        readLock(workspace),
      );
      writeFiles([{ path: lockFileOf(workspace.folder), content: printLock(lock) }]);
    });
    const rows = columns.map(({ source, type, distinct, nulls, rows: all }) => [
      source,
      type,
      distinct < MANY ? integer(distinct) : `≥ ${integer(MANY)}`,
      percent(nulls / all),
    ]);
    const text = [
      `models/${name}/model.yaml drafted, ${plural(periods.length, 'month')} locked: ${list(periods)}`,
      ...(leftOut > 0
        ? [`${plural(leftOut, 'row')} without a time, or of months that hardly have any, left out`]
        : []),
      '',
      ...textTable(COLUMNS, rows),
      '',
      `look     models/${name}/model.yaml`,
      ...(periods.length < 2 ? [TOO_FEW] : []),
      `then     npm run ratchet -- run --model ${name}`,
    ];
    const document = { schemaVersion: 1, stage: 'new', model: name, periods, leftOut, columns };
    return { document, text: text.join('\n'), exitCode: 0 };
  },
};
