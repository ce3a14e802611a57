import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { obeyRetryAfter } from './obey-retry-after.ts';
import { requestFailure } from './request-failure.ts';

export interface ClientOptions {
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
  /** Told of waits and repetitions. */
  readonly log: (text: string) => void;
  /** Silence after which a request counts as failed. */
  readonly timeoutMs?: number;
}

/** A repository on GitHub. Every request that fails throws a RatchetError `github`. */
export interface GitHub {
  readonly owner: string;
  readonly repo: string;
  readonly api: ReturnType<typeof getOctokit>['rest'];
  readonly paginate: ReturnType<typeof getOctokit>['paginate'];
  readonly request: ReturnType<typeof getOctokit>['request'];
}

/** Longer than this, no run waits for a limit to end; a later one does the work. */
const LONGEST_WAIT_S = 120;
const MAX_REPETITIONS = 3;
/** Statuses that the same request would get again, or not before the time that they name. */
const DEFINITE = [400, 401, 403, 404, 405, 409, 410, 422, 429, 451] as const;
/** Servers that want a second between two writes, and three where people are notified. One's own has no such limit. */
const PACED_HOSTS = /(^|\.)(github|ghe)\.com$/;

/** Opens a repository through the API, patient with limits and with failures that pass. */
export function openGitHub({ token, owner, repo, apiUrl, log, timeoutMs = 60_000 }: ClientOptions): GitHub {
  const wait =
    (kind: string) =>
    (afterS: number, { method, url }: { method: string; url: string }, _: unknown, count: number) => {
      const waits = afterS <= LONGEST_WAIT_S && count < MAX_REPETITIONS;
      log(
        `${method} ${url}: ${kind}, ${waits ? `asking again in ${afterS} s` : `over in ${afterS} s, too long to wait`}`,
      );
      return waits;
    };
  const octokit = getOctokit(
    token,
    {
      baseUrl: apiUrl,
      userAgent: 'ratchet',
      request: { fetch: fetchWithin(timeoutMs) },
      retry: { retries: MAX_REPETITIONS, doNotRetry: [...DEFINITE] },
      throttle: {
        onRateLimit: wait('rate limit'),
        onSecondaryRateLimit: wait('secondary rate limit'),
        ...(PACED_HOSTS.test(new URL(apiUrl).hostname) ? {} : UNPACED),
      },
    },
    retry,
    throttling,
  );
  obeyRetryAfter(octokit, (afterS, asked, count) =>
    wait('too many requests')(afterS, asked, undefined, count),
  );
  octokit.hook.error('request', (error, options) => {
    throw requestFailure(error, options);
  });
  return { owner, repo, api: octokit.rest, paginate: octokit.paginate, request: octokit.request };
}

/** Queues in which nothing waits, in place of the plugin's. */
const UNPACED = Object.fromEntries(
  ['write', 'notifications'].map((queue) => [
    queue,
    { key: () => ({ schedule: (_: unknown, job: () => Promise<unknown>) => job() }) },
  ]),
);

/** Statuses whose answers have no body. */
const BODILESS: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** fetch that gives up on a server that keeps silent, and takes half of an answer for none. */
function fetchWithin(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    const response = await fetch(input, { ...init, signal });
    // Read here, for octokit passes a body that breaks off as an empty one, and JSON that is none as a text.
    const body = await response.arrayBuffer();
    const { status, statusText, headers } = response;
    if (body.byteLength > 0 && headers.get('content-type')?.startsWith('application/json'))
      JSON.parse(new TextDecoder().decode(body));
    return new Response(BODILESS.has(status) ? null : body, { status, statusText, headers });
  };
}
