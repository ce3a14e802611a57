/**
 * What the monitor finds, and what it leaves alone, on real months: false alarms, the broken vendor of 2025-02, the jump
 * of 2021-03 → 2022-01, injected faults with the smallest size caught, the loop against never and always retraining, and
 * the time that watching three million rows takes beside reading them.
 *
 * usage: npm run bench:monitor -- --data DIR [--rows N] [--only months,faults,loop,speed]
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { textTable } from '../../cli/terminal/table.ts';
import { parseInjection } from '../../pipeline/monitor/faults/parse-injection.ts';
import type { MonitorReport } from '../../pipeline/monitor/monitor-report.ts';
import { ingestPeriod, knownPeriods } from '../../platform/run/ingest-period.ts';
import { injectFaults } from '../../platform/run/monitor/inject-fault.ts';
import { monitorMonth } from '../../platform/run/monitor/monitor-month.ts';
import { readChampion } from '../../platform/run/published.ts';
import { simulate } from '../../platform/run/simulate/simulate.ts';
import { type Workspace, withWorkspace } from '../../platform/run/workspace.ts';
import { measureWatching } from './measure-watching.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { root } from './train-command.ts';

const [MAX_ERROR_RATIO, MAX_TRAINING_SHARE, MAX_TIME_RATIO] = [1.01, 2 / 3, 1.5];

/** Neighbouring months of 2021 to 2023: nothing is wrong with them. */
const ORDINARY = ['2021-01', '2021-02', '2022-01', '2022-02', '2023-01', '2023-02'];
const next = (month: string) => `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}`;

/** Each fault as the bar asks for it, and sizes of it that grow. */
const FAULTS = [
  {
    bar: 'shift:trip_distance*1.15',
    sizes: [1, 1.02, 1.04, 1.06, 1.08, 1.1, 1.12, 1.15],
    as: (n: number) => `shift:trip_distance*${n}`,
  },
  {
    bar: 'nulls:passenger_count+0.05',
    sizes: [0.01, 0.02, 0.03, 0.04, 0.05],
    as: (n: number) => `nulls:passenger_count+${n}`,
  },
  {
    bar: 'nulls:trip_distance+0.05',
    sizes: [0.001, 0.002, 0.005, 0.01, 0.02],
    as: (n: number) => `nulls:trip_distance+${n}`,
  },
  {
    bar: 'unit-change:trip_distance*1.609344',
    sizes: [1.609344],
    as: (n: number) => `unit-change:trip_distance*${n}`,
  },
  { bar: 'duplicate:0.02', sizes: [0.002, 0.005, 0.01, 0.015, 0.02], as: (n: number) => `duplicate:${n}` },
  { bar: 'poison:0.05', sizes: [0.005, 0.01, 0.015, 0.02, 0.03, 0.05], as: (n: number) => `poison:${n}` },
  {
    bar: 'clock:VendorID=1',
    sizes: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
    as: (n: number) => `clock:VendorID=1*${n}`,
  },
];
/** Months that faults begin in, each beside the one before it. */
const FAULTY_MONTHS = ['2021-02', '2022-01', '2022-02', '2023-01', '2023-02'];
const SIZED_MONTH = '2022-01';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rows: { type: 'string', default: '3000000' },
    only: { type: 'string', default: 'months,faults,loop,speed' },
  },
});
const parts = values.only.split(',');
const results: string[][] = [];
let missed = 0;
function tell(what: string, found: string, isMet: boolean): void {
  results.push([what, found, isMet ? 'yes' : 'NO']);
  if (!isMet) missed++;
  process.stderr.write(`${isMet ? 'met   ' : 'MISSED'}  ${what}: ${found}\n`);
}

/** A month beside the one before, as the champion sees it; with a fault where one is given. */
async function watch(
  workspace: Workspace,
  before: string,
  month: string,
  fault?: string,
): Promise<MonitorReport> {
  const wanted = fault ? await injectFaults(workspace, month, [parseInjection(`${month}:${fault}`)]) : month;
  const scored = readChampion(workspace.folder);
  const [reference, current] = [await ingestPeriod(workspace, before), await ingestPeriod(workspace, wanted)];
  const unseen = scored?.model.periods.includes(before) ? scored.metrics.evaluation.periods : [before];
  const judged = await Promise.all(unseen.map((period) => ingestPeriod(workspace, period)));
  return monitorMonth(workspace, { reference: { months: [reference] }, current, scored, judged });
}

const namesVendor = ({ findings }: MonitorReport, vendor: string) =>
  findings.some(({ cause, subject }) => cause === 'slice' && subject === `VendorID ${vendor}`);

async function measureMonths(workspace: Workspace): Promise<void> {
  const known = knownPeriods(workspace);
  const pairs = ORDINARY.filter((month) => known.includes(month) && known.includes(next(month)));
  const alarmed: string[] = [];
  for (const month of pairs) {
    const { verdict } = await watch(workspace, month, next(month));
    if (verdict.kind === 'alarm') alarmed.push(`${month} → ${next(month)}`);
  }
  tell(
    `false alarms in ${pairs.length} pairs of neighbouring months`,
    alarmed.join(', ') || '0',
    alarmed.length === 0,
  );
  if (known.includes('2022-01')) {
    const { verdict } = await watch(workspace, '2021-03', '2022-01');
    tell('2021-03 → 2022-01 alarms', verdict.causes.join(', ') || 'no', verdict.causes.includes('drift'));
  }
  const sliced: string[] = [];
  for (const [i, month] of known.entries()) {
    if (i === 0 || month === '2025-02') continue;
    const { findings } = await watch(workspace, known[i - 1]!, month);
    if (findings.some(({ cause }) => cause === 'slice')) sliced.push(month);
  }
  tell('a broken slice claimed in other months', sliced.join(', ') || 'none', sliced.length === 0);
  if (!known.includes('2025-02')) return;
  const report = await watch(workspace, '2025-01', '2025-02');
  tell('the broken vendor of 2025-02 is named', report.verdict.reasons[0] ?? 'no', namesVendor(report, '6'));
}

async function measureFaults(workspace: Workspace): Promise<void> {
  const known = knownPeriods(workspace);
  const months = FAULTY_MONTHS.filter((month) => known.includes(month) && known.includes(next(month)));
  const sized = known.includes(next(SIZED_MONTH)) ? SIZED_MONTH : '2021-02';
  for (const { bar, sizes, as } of FAULTS) {
    const missing: string[] = [];
    for (const month of months) {
      const { verdict } = await watch(workspace, month, next(month), bar);
      if (verdict.kind !== 'alarm') missing.push(next(month));
    }
    let smallest: number | undefined;
    for (const size of sizes) {
      const { verdict } = await watch(workspace, sized, next(sized), as(size));
      smallest = verdict.kind === 'alarm' ? size : undefined;
      if (smallest !== undefined) break;
    }
    const found = `${months.length - missing.length} of ${months.length} months; smallest caught in ${next(sized)}: ${smallest ?? 'none'}`;
    tell(`fault ${bar}`, found, missing.length === 0);
  }
}

async function measureLoop(workspace: Workspace): Promise<void> {
  const policy = workspace.folder.contract.retrain;
  const { totals } = await simulate(workspace, {
    injections: [],
    policies: [{ name: 'model.yaml', policy }],
  });
  const [live, never, always] = [totals.live, totals.never, totals.always];
  const ratio = live.meanRmse! / Math.min(never.meanRmse!, always.meanRmse!);
  const figures = [live, never, always].map(({ meanRmse }) => meanRmse!.toFixed(3)).join(', ');
  tell(
    'error of live beside the better of never and always',
    `${ratio.toFixed(4)} × (${figures})`,
    ratio <= MAX_ERROR_RATIO,
  );
  const share = live.trainings / always.trainings;
  tell('trainings beside always', `${live.trainings} of ${always.trainings}`, share <= MAX_TRAINING_SHARE);
}

await withTemporaryFolder(async (folder) => {
  const dataDir = values.data === undefined ? undefined : resolve(values.data);
  const options = { root, dataDir, threads: 2, today: new Date().toISOString().slice(0, 10) };
  await withWorkspace(options, async (own) => {
    const workspace = { ...own, cacheDir: join(folder, 'cache'), outDir: join(folder, 'out') };
    if (parts.includes('months')) await measureMonths(workspace);
    if (parts.includes('faults')) await measureFaults(workspace);
    if (parts.includes('loop')) await measureLoop(workspace);
    if (parts.includes('speed')) {
      const { readSeconds, watchSeconds, rows } = await measureWatching(
        workspace,
        folder,
        Number(values.rows),
      );
      const ratio = watchSeconds / readSeconds;
      const found = `${ratio.toFixed(2)} × (${watchSeconds.toFixed(2)} s, ${readSeconds.toFixed(2)} s) on ${rows} rows`;
      tell('time of watching beside reading', found, ratio <= MAX_TIME_RATIO);
    }
  });
});
const columns = ['bar', 'found', 'met'].map((heading) => ({ heading, align: 'left' as const }));
process.stdout.write(`${textTable(columns, results).join('\n')}\n`);
process.exitCode = missed > 0 ? 1 : 0;
