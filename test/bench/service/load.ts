import autocannon from 'autocannon';
import { RIDE } from './processes.ts';

const CONNECTIONS = 32;

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
  /** Requests a second of all connections together; as many as possible where left out. */
  readonly rate?: number;
  readonly body?: object;
}

/** Asks for single predictions over 32 connections. */
export async function load(
  address: string,
  { seconds, requests, rate, body = RIDE }: LoadOptions,
): Promise<Load> {
  const result = await autocannon({
    url: `${address}/predict`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    connections: CONNECTIONS,
    ...(seconds !== undefined && { duration: seconds }),
    ...(requests !== undefined && { amount: requests }),
    ...(rate !== undefined && { overallRate: Math.round(rate) }),
  });
  return {
    perSecond: result.requests.average,
    p99Ms: result.latency.p99,
    sent: result.requests.sent,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}
