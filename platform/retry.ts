/** How often and how patiently a request is repeated. */
export interface RetryPolicy {
  /** Requests in a row that may fail without a byte of progress. */
  readonly attempts: number;
  /** Wait before the second request; doubles with each one after. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Silence after which a request counts as failed. */
  readonly timeoutMs: number;
}

export const RETRY_POLICY: RetryPolicy = {
  attempts: 5,
  firstDelayMs: 500,
  longestDelayMs: 30_000,
  timeoutMs: 30_000,
};

/**
 * Exponential back-off with jitter, so that clients that failed together do not come back together; what the server asks
 * for by Retry-After (seconds or a date: RFC 9110, 10.2.3) goes first, as far as the longest delay.
 *
 * @param failures failed requests so far, from 1
 */
export function delayMs(policy: RetryPolicy, failures: number, retryAfter: string | null = null): number {
  const asked = retryAfterMs(retryAfter);
  if (asked !== undefined) return Math.min(asked, policy.longestDelayMs);
  const exponential = policy.firstDelayMs * 2 ** (failures - 1);
  return Math.min(exponential, policy.longestDelayMs) * (0.5 + Math.random() / 2);
}

function retryAfterMs(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
