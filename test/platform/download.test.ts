import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { type DownloadRequest, download } from '../../platform/download.ts';
import { delayMs, RETRY_POLICY } from '../../platform/retry.ts';
import { errorOf } from './error-of.ts';
import { type Answer, cutAfter, flakyServers, serve, status } from './flaky-server.ts';
import { temporaryFolders } from './temporary-folder.ts';

const folder = temporaryFolders();
const server = flakyServers();
const CONTENT = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251);
const RETRY = { attempts: 5, firstDelayMs: 2, longestDelayMs: 60, timeoutMs: 300 };

interface Outcome {
  readonly path: string;
  readonly ranges: string[];
  readonly times: number[];
  readonly error?: RatchetError;
}

/** Downloads from a server that gives these answers, one a request. */
async function fetchFrom(answers: Answer[], more: Partial<DownloadRequest> = {}): Promise<Outcome> {
  const { url, ranges, times } = await server(...answers);
  const path = more.path ?? join(folder(), 'downloads', 'rides.bin');
  try {
    await download({ url, retry: RETRY, ...more, path });
    return { path, ranges, times };
  } catch (error) {
    if (error instanceof RatchetError) return { path, ranges, times, error };
    throw error;
  }
}

/** The file is there, whole, and nothing else is beside it. */
function expectComplete({ path, error }: Outcome): void {
  expect(error).toBeUndefined();
  expect(readFileSync(path).equals(CONTENT)).toBe(true);
  expect(readdirSync(join(path, '..'))).toEqual(['rides.bin']);
}

describe('a download', () => {
  it('gives the file under its name, and tells how far it is', async () => {
    const seen: [number, number | undefined][] = [];
    expectComplete(
      await fetchFrom([serve(CONTENT)], { progress: (done, total) => seen.push([done, total]) }),
    );
    expect(seen.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
    expect(seen.every(([done], i) => i === 0 || done > seen[i - 1]![0])).toBe(true);
  });

  for (const code of [500, 502, 503, 504, 429, 408]) {
    it(`is tried again after a ${code}`, async () => {
      const outcome = await fetchFrom([status(code), status(code), serve(CONTENT)]);
      expectComplete(outcome);
      expect(outcome.ranges).toHaveLength(3);
    });
  }

  it('goes on where a connection broke, however often, as long as it gets further', async () => {
    const piece =
      (bytes: number): Answer =>
      (request, response) => {
        const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
        response.writeHead(start === 0 ? 200 : 206, {
          etag: '"v1"',
          'content-length': CONTENT.length - start,
          'content-range': `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}`,
        });
        response.write(CONTENT.subarray(start, start + bytes), () =>
          setTimeout(() => response.destroy(), 20),
        );
      };
    const outcome = await fetchFrom([...new Array<Answer>(6).fill(piece(40_000)), serve(CONTENT)]);
    expectComplete(outcome);
    expect(outcome.ranges[0]).toBe('');
    expect(outcome.ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range))).toBe(true);
    expect(new Set(outcome.ranges).size).toBe(7);
  });

  it('starts again when the file on the server has changed meanwhile', async () => {
    const old = CONTENT.map((byte) => byte ^ 1);
    expectComplete(await fetchFrom([cutAfter(old, 100_000, '"v0"'), serve(CONTENT, '"v1"')]));
  });

  it('starts again when the server gives no validator, or a weak one', async () => {
    for (const etag of [null, 'W/"v1"']) {
      const outcome = await fetchFrom([cutAfter(CONTENT, 100_000, etag), serve(CONTENT)]);
      expectComplete(outcome);
      expect(outcome.ranges).toEqual(['', '']);
    }
  });

  it('goes on by the time of the last change where there is no ETag', async () => {
    const changed = 'Mon, 01 Feb 2021 00:00:00 GMT';
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'last-modified': changed, 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
    };
    const outcome = await fetchFrom([cut, serve(CONTENT, changed)]);
    expectComplete(outcome);
    expect(outcome.ranges[1]).not.toBe('');
  });

  it('asks for all of the file when the server sends another part than was asked for', async () => {
    const wrong: Answer = (_, response) => {
      const headers = { 'content-range': `bytes 5-9/${CONTENT.length}`, 'content-length': 5 };
      response.writeHead(206, headers).end(CONTENT.subarray(5, 10));
    };
    const outcome = await fetchFrom([cutAfter(CONTENT, 100_000), wrong, serve(CONTENT)]);
    expectComplete(outcome);
    expect(outcome.ranges[2]).toBe('');
  });

  it('goes on where an earlier run stopped', async () => {
    const path = join(folder(), 'rides.bin');
    const { url, ranges } = await server(cutAfter(CONTENT, 120_000), serve(CONTENT));
    await errorOf(() => download({ url, path, retry: { ...RETRY, attempts: 1 } }));
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(join(path, '..')).sort()).toEqual(['rides.bin.partial', 'rides.bin.partial.json']);
    await download({ url, path, retry: RETRY });
    expectComplete({ path, ranges, times: [] });
    expect(ranges).toEqual(['', expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  });

  it('starts again when an earlier run left all of it, or something of another address', async () => {
    const whole = join(folder(), 'rides.bin');
    const { url, ranges } = await server(serve(CONTENT));
    writeFileSync(`${whole}.partial`, CONTENT);
    writeFileSync(`${whole}.partial.json`, JSON.stringify({ url, validator: '"v1"' }));
    await download({ url, path: whole, retry: RETRY });
    expectComplete({ path: whole, ranges, times: [] });

    const other = join(folder(), 'rides.bin');
    writeFileSync(`${other}.partial`, 'something else');
    writeFileSync(`${other}.partial.json`, JSON.stringify({ url: 'http://example.org/', validator: '"v1"' }));
    expectComplete(await fetchFrom([serve(CONTENT)], { path: other }));
  });

  it('counts silence as a failure, and tries again', async () => {
    const silent: Answer = () => {};
    const stuck: Answer = (_, response) => {
      response
        .writeHead(200, { etag: '"v1"', 'content-length': CONTENT.length })
        .write(CONTENT.subarray(0, 1000));
    };
    expectComplete(await fetchFrom([silent, stuck, serve(CONTENT)]));
  });

  it('waits as long as the server asks, within its own limit', async () => {
    const { times, ...outcome } = await fetchFrom([status(429, { 'retry-after': '1' }), serve(CONTENT)]);
    expectComplete({ ...outcome, times });
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(RETRY.longestDelayMs - 5);
  });
});

describe('a download that fails', () => {
  for (const code of [403, 404]) {
    it(`with ${code} is not found, at once`, async () => {
      const { error, ranges, path } = await fetchFrom([status(code)]);
      expect([error?.code, error?.exitCode, ranges.length]).toEqual(['not-found', 2, 1]);
      expect(error?.message).toMatch(
        new RegExp(`^http://127.0.0.1:\\d+/rides.bin: expected a file, found HTTP ${code}`),
      );
      expect(existsSync(join(path, '..'))).toBe(false);
    });
  }

  it('with another refusal is not tried again', async () => {
    const { error, ranges } = await fetchFrom([status(401)]);
    expect([error?.code, error?.exitCode, ranges.length]).toEqual(['network', 4, 1]);
  });

  it('as often as it may says how often, why, and that it can go on', async () => {
    const { error, ranges } = await fetchFrom([status(503)]);
    expect([error?.code, ranges.length]).toEqual(['network', RETRY.attempts]);
    expect(error?.message).toContain('HTTP 503 Service Unavailable (5 tries in a row)');
    expect(error?.hint).toContain('goes on where it stopped');
  });

  it('because nobody listens says so', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const url = `http://127.0.0.1:${port}/rides.bin`;
    const error = await errorOf(() => download({ url, path: join(folder(), 'rides.bin'), retry: RETRY }));
    expect(error.code).toBe('network');
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('because the file is not what it should be leaves nothing behind', async () => {
    const { error, path } = await fetchFrom([serve(CONTENT)], {
      verify: () => {
        throw new RatchetError('data', 'not a ride');
      },
    });
    expect(error?.message).toBe('not a ride');
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('because the folder cannot be written says which', async () => {
    const file = join(folder(), 'a-file');
    writeFileSync(file, '');
    const { error } = await fetchFrom([serve(CONTENT)], { path: join(file, 'rides.bin') });
    expect(error?.code).toBe('io');
    expect(error?.message).toContain('rides.bin.partial cannot be written');
  });
});

describe('the wait before another request', () => {
  it('doubles with each failure, by half of it at random, up to a limit', () => {
    for (const [failures, longest] of [
      [1, 500],
      [2, 1000],
      [3, 2000],
      [20, 30_000],
    ] as const) {
      const delay = delayMs(RETRY_POLICY, failures);
      expect(delay).toBeGreaterThanOrEqual(longest / 2);
      expect(delay).toBeLessThanOrEqual(longest);
    }
  });

  it('is what Retry-After says, in seconds or as a date, up to the limit', () => {
    expect(delayMs(RETRY_POLICY, 1, '7')).toBe(7000);
    expect(delayMs(RETRY_POLICY, 1, '3600')).toBe(30_000);
    expect(delayMs(RETRY_POLICY, 1, new Date(Date.now() - 5000).toUTCString())).toBe(0);
    expect(delayMs(RETRY_POLICY, 1, 'soon')).toBeLessThanOrEqual(500);
  });
});
