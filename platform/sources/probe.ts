import { RatchetError } from '../../pipeline/errors.ts';
import { delayMs, RETRY_POLICY, type RetryPolicy, sleep } from '../retry.ts';
import { MISSING, reasonOf, TRANSIENT } from '../transfer.ts';

/** Servers that do not know HEAD say so by one of these. */
const NO_HEAD: ReadonlySet<number> = new Set([405, 501]);

/**
 * Whether a server has a file, by its headers alone.
 *
 * @throws RatchetError `network` where it keeps failing, or answers neither yes nor no
 */
export async function probe(url: string, retry: RetryPolicy = RETRY_POLICY): Promise<boolean> {
  let method = 'HEAD';
  for (let failures = 0; ; ) {
    const answer = await ask(url, method, retry.timeoutMs);
    if ('status' in answer) {
      if (answer.ok) return true;
      if (MISSING.has(answer.status)) return false;
      if (NO_HEAD.has(answer.status) && method === 'HEAD') {
        method = 'GET';
        continue;
      }
    }
    const found = 'status' in answer ? `HTTP ${answer.status} ${answer.statusText}`.trim() : answer.failure;
    failures += 1;
    if (('status' in answer && !TRANSIENT.has(answer.status)) || failures >= retry.attempts)
      throw silent(url, found, failures);
    await sleep(delayMs(retry, failures, 'status' in answer ? answer.headers.get('retry-after') : null));
  }
}

async function ask(url: string, method: string, timeoutMs: number): Promise<Response | { failure: string }> {
  try {
    const headers = method === 'HEAD' ? {} : { range: 'bytes=0-0' };
    const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response;
  } catch (cause) {
    return { failure: reasonOf(cause) };
  }
}

function silent(url: string, found: string, tries: number): RatchetError {
  const times = tries === 1 ? '' : ` (${tries} tries in a row)`;
  return new RatchetError(
    'network',
    `${url}: expected to learn whether it is there, found ${found}${times}`,
    {
      hint: 'check the address and the connection, and run it again',
    },
  );
}
