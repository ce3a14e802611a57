import { describe, expect, it } from 'vitest';
import { probe } from '../../../platform/sources/probe.ts';
import { errorOf } from '../error-of.ts';
import { type Answer, flakyServers, status } from '../flaky-server.ts';

const server = flakyServers();
const RETRY = { attempts: 3, firstDelayMs: 1, longestDelayMs: 10, timeoutMs: 200 };

/** Answers HEAD with one status and anything else with another. */
const byMethod =
  (head: number, other: number): Answer =>
  (request, response) => {
    response.writeHead(request.method === 'HEAD' ? head : other).end();
  };

describe('a server that is asked for a file', () => {
  it.each([
    [200, true],
    [403, false],
    [404, false],
    [410, false],
  ])('answers by status %i', async (code, expected) => {
    const { url } = await server(status(code));
    expect(await probe(url, RETRY)).toBe(expected);
  });

  it('is asked again after a fault that passes', async () => {
    const { url, times } = await server(status(503), status(429, { 'retry-after': '0' }), status(404));
    expect(await probe(url, RETRY)).toBe(false);
    expect(times).toHaveLength(3);
  });

  it('that knows no HEAD is asked for the first byte', async () => {
    const { url, ranges } = await server(byMethod(405, 206));
    expect(await probe(url, RETRY)).toBe(true);
    expect(ranges).toEqual(['', 'bytes=0-0']);
    const none = await server(byMethod(501, 404));
    expect(await probe(none.url, RETRY)).toBe(false);
  });

  it.each<[what: string, answer: Answer, found: string, tries: number]>([
    ['keeps failing', status(500), 'HTTP 500 Internal Server Error (3 tries in a row)', 3],
    ['wants a login', status(401), 'HTTP 401 Unauthorized', 1],
    ['keeps silent', () => {}, 'The operation was aborted due to timeout (3 tries in a row)', 3],
    ['hangs up', (request) => request.socket.destroy(), '(3 tries in a row)', 3],
  ])('and %s has said neither yes nor no', async (_, answer, found, tries) => {
    const { url, times } = await server(answer);
    const error = await errorOf(() => probe(url, RETRY));
    expect([error.code, times.length]).toEqual(['network', tries]);
    expect(error.message).toContain(`${url}: expected to learn whether it is there, found `);
    expect(error.message).toContain(found);
  });
});
