import { Connection } from './connection.ts';
import { RIDE } from './processes.ts';

const CONNECTIONS = 32;
/** Latencies are counted in steps of 0.05 ms, up to 10 s. */
const STEP_MS = 0.05;
const STEPS = 200_000;

export interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly sent: number;
  /** Requests without an answer of 200. */
  readonly failed: number;
}

interface LoadOptions {
  readonly seconds?: number;
  readonly requests?: number;
  /**
   * Requests a second of all connections together, spread evenly; as many as possible where left out. Latency then counts
   * from when a request was due, not from when a connection was free for it.
   */
  readonly rate?: number;
}

/** Asks for single predictions over 32 connections. */
export async function load(
  address: string,
  { seconds = Number.POSITIVE_INFINITY, requests = Number.POSITIVE_INFINITY, rate }: LoadOptions,
): Promise<Load> {
  const idle = Array.from(
    { length: CONNECTIONS },
    () => new Connection(address, '/predict', JSON.stringify(RIDE)),
  );
  const all = [...idle];
  const steps = new Uint32Array(STEPS);
  const began = performance.now();
  const endsMs = began + 1000 * seconds;
  let [sent, answered, failed] = [0, 0, 0];
  const dueMs = () => (rate === undefined ? 0 : began + (1000 * sent) / rate);
  const isOver = () => sent >= requests || performance.now() >= endsMs;

  await new Promise<void>((resolve) => {
    const next = () => {
      const now = performance.now();
      while (idle.length > 0 && !isOver() && dueMs() <= now) {
        const connection = idle.pop()!;
        const from = rate === undefined ? now : dueMs();
        sent++;
        connection.send((status) => {
          answered++;
          if (status !== 200) failed++;
          steps[Math.min(STEPS - 1, Math.floor((performance.now() - from) / STEP_MS))]!++;
          idle.push(connection);
          next();
        });
      }
      if (isOver() && answered === sent) resolve();
    };
    const ticking = setInterval(next, 1);
    const settle = resolve;
    resolve = () => {
      clearInterval(ticking);
      settle();
    };
    next();
  });
  const tookMs = performance.now() - began;
  for (const connection of all) connection.close();
  return { perSecond: (1000 * answered) / tookMs, p99Ms: quantile(steps, answered, 0.99), sent, failed };
}

function quantile(steps: Uint32Array, count: number, share: number): number {
  let below = 0;
  for (const [step, n] of steps.entries()) {
    below += n;
    if (below >= share * count) return (step + 1) * STEP_MS;
  }
  return Number.NaN;
}
