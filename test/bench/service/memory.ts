import { load } from './load.ts';
import type { Server } from './processes.ts';

const STEPS = 5;

/** Heap in use and memory of the process, in MB, after each fifth of the requests. */
export async function watchMemory({ address }: Server, requests: number) {
  const heapMb: number[] = [];
  const residentMb: number[] = [];
  let failed = 0;
  for (let step = 0; step < STEPS; step++) {
    failed += (await load(address, { requests: requests / STEPS })).failed;
    const metrics = await (await fetch(`${address}/metrics`)).text();
    const read = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)![1]) / 1_048_576;
    heapMb.push(read('nodejs_heap_size_used_bytes'));
    residentMb.push(read('process_resident_memory_bytes'));
  }
  return { heapMb, residentMb, failed };
}
