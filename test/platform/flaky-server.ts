import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

/** One answer of a server; the next request gets the next one, and the last one is given for ever. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface FlakyServer {
  readonly url: string;
  /** The Range header of each request so far, '' where there was none. */
  readonly ranges: string[];
  readonly times: number[];
}

/** A real server on this machine that answers as it is told, and is closed after the test. */
export function flakyServers(): (...answers: Answer[]) => Promise<FlakyServer> {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
  return async (...answers) => {
    const ranges: string[] = [];
    const times: number[] = [];
    const server = createServer((request, response) => {
      times.push(performance.now());
      ranges.push(request.headers.range ?? '');
      answers[Math.min(ranges.length, answers.length) - 1]!(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rides.bin`, ranges, times };
  };
}

/** Answers with a status and nothing else. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end();
  };

/** Answers with the whole file, or with the part asked for when the validator still holds. */
export const serve =
  (content: Uint8Array, etag = '"v1"'): Answer =>
  (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]);
    if (Number.isNaN(start) || request.headers['if-range'] !== etag) {
      response.writeHead(200, { etag, 'content-length': content.length }).end(content);
    } else if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    } else {
      const rest = content.subarray(start);
      const range = `bytes ${start}-${content.length - 1}/${content.length}`;
      response.writeHead(206, { etag, 'content-range': range, 'content-length': rest.length }).end(rest);
    }
  };

/** Promises the whole file, and breaks the connection after some bytes of it. */
export const cutAfter =
  (content: Uint8Array, bytes: number, etag: string | null = '"v1"'): Answer =>
  (_, response) => {
    response.writeHead(200, { ...(etag === null ? {} : { etag }), 'content-length': content.length });
    response.write(content.subarray(0, bytes), () => setTimeout(() => response.destroy(), 20));
  };
