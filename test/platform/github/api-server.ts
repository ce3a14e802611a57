import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import { type GitHub, openGitHub } from '../../../platform/github/client.ts';

export interface ApiRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Parsed JSON, or bytes where it is something else. */
  readonly body: unknown;
}

/** What the server answers; a function takes the connection into its own hands. */
export type ApiAnswer =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export interface ApiServer {
  readonly github: GitHub;
  readonly requests: readonly ApiRequest[];
  readonly log: readonly string[];
}

/** A real server on loopback that answers as a test says, and a client of it; gone after each test. */
export function apiServers(): (answer: (request: ApiRequest) => ApiAnswer) => Promise<ApiServer> {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  return async (answer) => {
    const requests: ApiRequest[] = [];
    const log: string[] = [];
    const server = createServer(async (incoming, response) => {
      const bytes = await buffer(incoming);
      const { method = '', url = '', headers } = incoming;
      const isJson = headers['content-type']?.startsWith('application/json') && bytes.length > 0;
      const request = { method, url, body: isJson ? JSON.parse(bytes.toString()) : bytes };
      requests.push(request);
      const given = answer(request);
      if (typeof given === 'function') return given(incoming, response);
      response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
      response.end(given.body === undefined ? '' : JSON.stringify(given.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    const { port } = server.address() as AddressInfo;
    const github = openGitHub({
      token: 'secret-token',
      owner: 'someone',
      repo: 'rides',
      apiUrl: `http://127.0.0.1:${port}`,
      log: (line) => log.push(line),
      timeoutMs: 300,
    });
    return { github, requests, log };
  };
}
