import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export interface MonthServer {
  /** Address of a file, with the place of its month. */
  readonly address: (file: string) => string;
  /** What is published: name → content. May be changed at any time. */
  readonly files: Map<string, Uint8Array | string>;
  /** Method and name of every request so far. */
  readonly asked: string[];
  /** Answers everything with this status, as a publisher that is out of order. */
  broken: number | undefined;
}

/** A publisher on loopback; gone after each test. */
export function monthServers(): () => Promise<MonthServer> {
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });
  return async () => {
    const files = new Map<string, Uint8Array | string>();
    const asked: string[] = [];
    const http = createServer(({ method, url = '' }, response) => {
      const name = url.slice(1);
      asked.push(`${method} ${name}`);
      const content = files.get(name);
      const status = server.broken ?? (content === undefined ? 404 : 200);
      const bytes = Buffer.from(content ?? '');
      response.writeHead(status, status === 200 ? { 'content-length': bytes.length } : {});
      response.end(method === 'HEAD' || status !== 200 ? undefined : bytes);
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    open.push(() => {
      http.closeAllConnections();
      http.close();
    });
    const { port } = http.address() as AddressInfo;
    const server: MonthServer = {
      address: (file) => `http://127.0.0.1:${port}/${file}`,
      files,
      asked,
      broken: undefined,
    };
    return server;
  };
}
