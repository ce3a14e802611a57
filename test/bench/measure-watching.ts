import { join } from 'node:path';
import { createNormalizer } from '../../pipeline/ingest/normalize.ts';
import { resolveColumns } from '../../pipeline/ingest/resolve-columns.ts';
import { createRandom } from '../../pipeline/stats/random.ts';
import { openRows } from '../../platform/open-rows.ts';
import { localMonth } from '../../platform/run/local-month.ts';
import { monitorSketch } from '../../platform/run/monitor/monitor-month.ts';
import { sketchMonth } from '../../platform/run/monitor/sketch-month.ts';
import { readChampion } from '../../platform/run/published.ts';
import type { Workspace } from '../../platform/run/workspace.ts';
import type { OutputBatch, OutputColumn } from '../../platform/write-rows/output-rows.ts';
import { writeRows } from '../../platform/write-rows/write-rows.ts';

/** What up to a hundred of are added to a value, by logical type. */
const JITTER: Partial<Record<string, number>> = { timestamp: 1000, number: 0.01 };

export interface Watching {
  readonly rows: number;
  /** Processor time, the least of several runs each, in turn: other work on the machine only adds. */
  readonly readSeconds: number;
  readonly watchSeconds: number;
}

const RUNS = 15;
/** As the publisher writes them. */
const OUTPUT = { timestamp: 'timestamp', number: 'number', category: 'integer' } as const;

/** Times a streaming comparison of a large month with the champion's profile, and the reading of its columns alone. */
export async function measureWatching(workspace: Workspace, folder: string, rows: number): Promise<Watching> {
  const path = join(folder, 'large_2021-03.parquet');
  await writeLarge(workspace, path, rows);
  const scored = readChampion(workspace.folder)!;
  const profile = (await sketchMonth(workspace, '2021-02')).profile;
  const times = { read: [] as number[], watch: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    times.read.push(await seconds(() => readColumns(workspace, path)));
    times.watch.push(
      await seconds(async () => {
        const sketch = await sketchMonth(workspace, path);
        monitorSketch(workspace, { reference: { periods: ['2021-02'], profile }, scored }, sketch);
      }),
    );
  }
  return { rows, readSeconds: Math.min(...times.read), watchSeconds: Math.min(...times.watch) };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

async function readColumns({ folder }: Workspace, path: string): Promise<void> {
  const source = await openRows(path);
  const normalizer = createNormalizer(resolveColumns(folder.contract, source));
  for await (const batch of source.batches(normalizer.sourceColumns)) normalizer.normalize(batch);
  source.close();
}

/** One month, again and again, no two copies alike: a file of repeats would be read faster than any real one. */
async function writeLarge(workspace: Workspace, path: string, rows: number): Promise<void> {
  const { contract } = workspace.folder;
  const names = Object.keys(contract.columns);
  const columns: OutputColumn[] = Object.entries(contract.columns).map(([name, { type, from }]) => ({
    name: from?.[0] ?? name,
    type: OUTPUT[type],
  }));
  const random = createRandom(20210301);
  const jitter = (name: string, values: Float64Array) => {
    const step = JITTER[contract.columns[name]!.type];
    return step === undefined ? values : values.map((value) => value + step * Math.floor(random() * 100));
  };
  const batches = async function* (): AsyncGenerator<OutputBatch> {
    let written = 0;
    while (written < rows) {
      for (const period of ['2021-03']) {
        if (written >= rows) return;
        const month = (await localMonth(workspace, period))!;
        const source = await openRows(month.path, month.name);
        const normalizer = createNormalizer(resolveColumns(contract, source));
        for await (const batch of source.batches(normalizer.sourceColumns)) {
          const { rows: n, numbers, codes, labels } = normalizer.normalize(batch);
          written += n;
          yield {
            rows: n,
            values: names.map((name) =>
              codes[name] ? { codes: codes[name], labels: labels[name]! } : jitter(name, numbers[name]!),
            ),
          };
        }
        source.close();
      }
    }
  };
  await writeRows(path, { columns, batches: batches() });
}
