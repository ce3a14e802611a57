/**
 * The service against its bars: a bare Fastify route and the course's model behind FastAPI in the same run, version
 * switches and ends under load, predictions against the command line's, Schemathesis, memory.
 *
 * usage: npm run bench:service -- [--python PATH --peers DIR] [--rounds N] [--seconds N] [--requests N] [--only a,b]
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { textTable } from '../../cli/terminal/table.ts';
import { endUnderLoad } from './service/ending.ts';
import { comparePredictions } from './service/equal-predictions.ts';
import { watchMemory } from './service/memory.ts';
import { MODEL, startBareRoute, startCourse, startService } from './service/processes.ts';
import { compareRates, type Measured } from './service/rates.ts';
import { runSchemathesis } from './service/schemathesis.ts';
import { switchVersions } from './service/switches.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { root, run } from './train-command.ts';

const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    peers: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    requests: { type: 'string', default: '1000000' },
    only: { type: 'string', default: 'rates,equal,switches,ending,schemathesis,memory' },
  },
});
const only = values.only.split(',');
const rows: string[][] = [];
let missed = 0;

function report(what: string, found: string, bar: string, isMet: boolean): void {
  rows.push([what, found, bar, isMet ? 'yes' : 'NO']);
  if (!isMet) missed++;
  process.stderr.write(`${what}: ${found}\n`);
}

const cpu = (ours: Measured, theirs: Measured) =>
  `${fixed(theirs.cpuUs / ours.cpuUs)} ×: ${ours.cpuUs.toFixed(0)} against ${theirs.cpuUs.toFixed(0)} µs a request`;
const fixed = (value: number) => value.toFixed(2);

async function measureRates(folder: string): Promise<void> {
  const service = await startService(folder);
  const servers = { service, bare: await startBareRoute() };
  const { python, peers } = values;
  const course = python && peers ? { course: await serveCourse(python, resolve(peers), folder) } : {};
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  const found = await compareRates({ ...servers, ...course }, { rounds, seconds });
  const [ours, bare] = [found['service']!, found['bare']!];
  const ratio = ours.perSecond / bare.perSecond;
  report(
    'single predictions against a bare route',
    `${fixed(ratio)} × (${ours.rates.join(' ')} against ${bare.rates.join(' ')} a second; processor ${cpu(ours, bare)})`,
    '≥ 0.5, aim 0.8',
    ratio >= 0.5,
  );
  const theirs = found['course'];
  if (theirs) {
    const times = ours.perSecond / theirs.perSecond;
    report(
      'against the course model behind FastAPI',
      `${fixed(times)} × (${theirs.rates.join(' ')} a second; processor ${cpu(ours, theirs)})`,
      '≥ 15, aim 30',
      times >= 15,
    );
  }
  const half = await compareRates(servers, { rounds, seconds, rate: ours.perSecond / 2 });
  const { p99Ms, perSecond } = half['service']!;
  report(
    'p99 at half of that rate',
    `${fixed(p99Ms)} ms at ${Math.round(perSecond)} a second (the bare route: ${fixed(half['bare']!.p99Ms)} ms)`,
    '≤ 10 ms, aim 3',
    p99Ms <= 10,
  );
  for (const server of Object.values({ ...servers, ...course })) await server.end();
}

/** Trains the course's model on the embedded months, then serves it. */
async function serveCourse(python: string, peers: string, folder: string) {
  const month = (period: string) => join(root, 'models', MODEL, 'data', `green_tripdata_${period}.parquet`);
  await run(python, [join(peers, 'course.py'), month('2021-01'), month('2021-02')], folder);
  return startCourse(python, peers, folder);
}

async function measureEqual(folder: string): Promise<void> {
  const service = await startService(folder);
  const { rides, different } = await comparePredictions(service, folder, 10_000);
  await service.end();
  const found = Object.entries(different).map(([way, count]) => `${way} ${count}`);
  report(
    `predictions of ${rides} real rides that differ from the command line's`,
    found.join(', '),
    '0',
    Object.values(different).every((count) => count === 0),
  );
}

async function measureSwitches(folder: string): Promise<void> {
  const { sent, failed, switched } = await switchVersions(folder, 20);
  report(
    'requests failed while 20 versions were switched',
    `${failed} of ${sent}, ${switched} switches`,
    '0',
    failed === 0 && switched === 20,
  );
}

async function measureEnding(folder: string): Promise<void> {
  const { sent, failed, codes } = await endUnderLoad(folder, 4);
  report(
    'requests failed on SIGTERM, four times',
    `${failed} of ${sent}, exit codes ${codes.join(' ')}`,
    '0',
    failed === 0 && codes.every((code) => code === 0),
  );
}

async function measureSchemathesis(folder: string): Promise<void> {
  if (values.python === undefined) return;
  const service = await startService(folder);
  const { exitCode, summary } = await runSchemathesis(values.python, service, folder);
  await service.end();
  report('Schemathesis over /openapi.json', summary, 'no failure', exitCode === 0);
}

async function measureMemory(folder: string): Promise<void> {
  const requests = Number(values.requests);
  const service = await startService(folder);
  const { heapMb, residentMb, failed } = await watchMemory(service, requests);
  await service.end();
  const show = (mb: readonly number[]) => mb.map((value) => value.toFixed(0)).join(' ');
  // Growth would show between the first fifth and the last; a garbage collector breathes by some MB.
  const isFlat = residentMb.at(-1)! <= residentMb[0]! * 1.1 + 10;
  report(
    `memory after each fifth of ${requests} requests`,
    `heap ${show(heapMb)} MB, process ${show(residentMb)} MB, ${failed} failed`,
    'flat',
    isFlat && failed === 0,
  );
}

const MEASURES = {
  rates: measureRates,
  equal: measureEqual,
  switches: measureSwitches,
  ending: measureEnding,
  schemathesis: measureSchemathesis,
  memory: measureMemory,
};

await withTemporaryFolder(async (folder) => {
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (!only.includes(name)) continue;
    const own = join(folder, name);
    mkdirSync(own);
    await measure(own);
  }
});
const columns = ['what', 'found', 'bar', 'met'].map((heading) => ({ heading, align: 'left' as const }));
process.stdout.write(`${textTable(columns, rows, (text) => text).join('\n')}\n`);
process.exitCode = missed > 0 ? 1 : 0;
