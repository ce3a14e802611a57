import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { parseOptions } from '../../site/options.ts';
import { serveFolder } from '../../site/serve.ts';

let parent: string;
let served: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'ratchet-serve-'));
  mkdirSync(join(parent, 'site', 'taxi'), { recursive: true });
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  writeFileSync(join(parent, 'site', 'taxi', 'index.html'), '<p>taxi</p>');
  writeFileSync(join(parent, 'site', 'model.json'), '{}');
  served = await serveFolder(join(parent, 'site'), 0);
});

afterAll(async () => {
  await new Promise((resolve) => served.server.close(resolve));
  rmSync(parent, { recursive: true });
});

it('serves a file by its type, and a folder by its index', async () => {
  const model = await fetch(`${served.address}model.json`);
  expect(model.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await (await fetch(`${served.address}taxi/`)).text()).toBe('<p>taxi</p>');
});

it('serves this machine alone', () => {
  expect(served.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

it.each([
  '/nothing.html',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/%',
  '//',
])('answers 404 for %s', async (path) => {
  // Not by fetch, which would tidy the path up.
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(served.address).port), '127.0.0.1', () => {
      socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  expect(answer).not.toMatch(/\bsecret$/);
});

test('a named folder is only built; otherwise the site is built under out/ and served', () => {
  expect(parseOptions([])).toEqual({
    out: 'out/site',
    buildOnly: false,
    port: 4173,
    repository: undefined,
    data: undefined,
    fetch: false,
    threads: availableParallelism(),
  });
  expect(parseOptions(['--out', 'pages', '--repository', 'https://github.com/octo/taxi/'])).toMatchObject({
    out: 'pages',
    buildOnly: true,
    repository: 'https://github.com/octo/taxi',
  });
});
