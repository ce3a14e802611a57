import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves a folder on this machine alone, as GitHub Pages would; gives the server and its address. */
export async function serveFolder(dir: string, port: number): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const path = fileOf(dir, request.url ?? '/');
    if (path === undefined) {
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
        .end('There is nothing here.\n');
      return;
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address() as { port: number };
  return { server, address: `http://127.0.0.1:${bound.port}/` };
}

/** The file that an address names, index.html for a folder; undefined where there is none. */
function fileOf(dir: string, url: string): string | undefined {
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    // Neither a path nor an encoded one names a file.
    return undefined;
  }
  const path = join(dir, normalize(pathname));
  const info = statSync(path, { throwIfNoEntry: false });
  if (info?.isFile()) return path;
  const index = join(path, 'index.html');
  return info?.isDirectory() && statSync(index, { throwIfNoEntry: false })?.isFile() ? index : undefined;
}
