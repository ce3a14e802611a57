import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';

/** A mirror of the publisher: the files of a folder, 404 for everything else. */
export interface MonthMirror {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function serveMonths(dir: string): Promise<MonthMirror> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://mirror.invalid').pathname);
    asked.push(name);
    const path = join(dir, name);
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': facts.size });
    if (request.method === 'HEAD') response.end();
    else createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
