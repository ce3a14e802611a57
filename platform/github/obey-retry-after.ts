import type { getOctokit } from '@actions/github';
import { sleep } from '../retry.ts';

type Octokit = ReturnType<typeof getOctokit>;

interface Refusal {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

/**
 * Makes a client wait for as long as a 429 asks it to. The limits that GitHub names are the throttling plugin's, which
 * knows them by their words; this is for all others, such as a proxy's.
 *
 * @param waits whether to wait for so many seconds after so many repetitions
 */
export function obeyRetryAfter(
  octokit: Octokit,
  waits: (afterS: number, asked: { readonly method: string; readonly url: string }, count: number) => boolean,
): void {
  octokit.hook.wrap('request', async (request, options) => {
    for (let count = 0; ; count++) {
      try {
        return await request(options);
      } catch (error) {
        const afterS = secondsAsked(error as Refusal);
        if (afterS === undefined || !waits(afterS, options, count)) throw error;
        await sleep(afterS * 1000);
      }
    }
  });
}

function secondsAsked({ status, message = '', response }: Refusal): number | undefined {
  const headers = response?.headers ?? {};
  if (status !== 429 || /secondary rate/i.test(message) || headers['x-ratelimit-remaining'] === '0')
    return undefined;
  const seconds = Number(headers['retry-after'] ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
