import { readFileSync } from 'node:fs';
import type { Load } from './load.ts';
import { load } from './load.ts';
import type { Server } from './processes.ts';

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
  /** Requests a second; as many as possible where left out. */
  readonly rate?: number;
}

/** Medians over the rounds. */
export interface Measured {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Microseconds of processor a request, which tell servers apart on a machine that others use too. */
  readonly cpuUs: number;
  readonly rates: readonly number[];
}

/** Load of each server: in turn, round by round, so that all see the same machine. */
export async function compareRates(
  servers: Readonly<Record<string, Server>>,
  { rounds, seconds, rate }: Rounds,
): Promise<Record<string, Measured>> {
  const found: Record<string, (Load & { cpuUs: number })[]> = {};
  for (const { address } of Object.values(servers)) await load(address, { seconds: 1 });
  for (let round = 0; round < rounds; round++) {
    for (const [name, { address, child }] of Object.entries(servers)) {
      const before = cpuMs(child.pid!);
      const measured = await load(address, rate === undefined ? { seconds } : { seconds, rate });
      if (measured.failed > 0) throw new Error(`${name}: ${measured.failed} requests failed`);
      const cpuUs = (1000 * (cpuMs(child.pid!) - before)) / measured.sent;
      found[name] = [...(found[name] ?? []), { ...measured, cpuUs }];
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, loads]) => [
      name,
      {
        perSecond: median(loads.map(({ perSecond }) => perSecond)),
        p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
        cpuUs: median(loads.map(({ cpuUs }) => cpuUs)),
        rates: loads.map(({ perSecond }) => Math.round(perSecond)),
      },
    ]),
  );
}

/** Milliseconds that a process was on a processor, in steps of 10; Linux alone tells. */
function cpuMs(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const facts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return 10 * (Number(facts[11]) + Number(facts[12]));
}
