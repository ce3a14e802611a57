import type { Load } from './load.ts';
import { load } from './load.ts';
import type { Server } from './processes.ts';

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Requests a second of each server: in turn, round by round, so that all see the same machine. */
export async function compareRates(
  servers: Readonly<Record<string, Server>>,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Record<string, { perSecond: number; p99Ms: number; rates: number[] }>> {
  const found: Record<string, Load[]> = {};
  for (const { address } of Object.values(servers)) await load(address, { seconds: 1 });
  for (let round = 0; round < rounds; round++) {
    for (const [name, { address }] of Object.entries(servers)) {
      const measured = await load(address, { seconds });
      if (measured.failed > 0) throw new Error(`${name}: ${measured.failed} requests failed`);
      found[name] = [...(found[name] ?? []), measured];
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, loads]) => [
      name,
      {
        perSecond: median(loads.map(({ perSecond }) => perSecond)),
        p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
        rates: loads.map(({ perSecond }) => Math.round(perSecond)),
      },
    ]),
  );
}
