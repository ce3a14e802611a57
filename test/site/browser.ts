import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { buildSite } from '../../site/build-site.ts';
import { serveFolder } from '../../site/serve.ts';

/** Where distributions put it. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Without what makes a fresh profile talk to the network by itself. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface OpenSite {
  readonly address: string;
  readonly dir: string;
  readonly scriptBytes: number;
  readonly context: BrowserContext;
  /** Stops the server alone: for the pages, there is no network any more. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Builds the site of a repository, serves it and starts a browser on it. */
export async function openSite(
  root: string,
  options: { readonly keepsOffline?: true } = {},
): Promise<OpenSite> {
  const parent = mkdtempSync(join(tmpdir(), 'ratchet-site-'));
  const dir = join(parent, 'site');
  const { scriptBytes } = await buildSite(root, {
    out: dir,
    repository: 'https://github.com/octo/taxi',
    fetch: false,
    threads: 1,
    today: '2026-11-28',
  });
  const { server, address } = await serveFolder(dir, 0);
  const executablePath = process.env['CHROMIUM'] ?? CHROMIUM.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium found: install it, or name it in CHROMIUM');
  const context = await chromium.launchPersistentContext(join(parent, 'profile'), {
    executablePath,
    headless: true,
    args: ARGUMENTS,
    viewport: { width: 1280, height: 900 },
    // A service worker's own requests would not be seen by a test that watches the page's.
    serviceWorkers: options.keepsOffline ? 'allow' : 'block',
  });
  const stop = () => closeServer(server);
  const close = async () => {
    await context.close();
    await stop();
    rmSync(parent, { recursive: true, force: true });
  };
  return { address, dir, scriptBytes, context, stop, close };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Opens a page, and fails whoever awaits it where the page itself reports an error. */
export async function openPage({ address, context }: OpenSite, path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(address + path);
  return page;
}

/** Opens the page that predicts, and waits until it has. */
export async function openPredictions(site: OpenSite, path = 'index.html'): Promise<Page> {
  const page = await openPage(site, path);
  await page.waitForSelector('#predictions[aria-busy="false"] .big');
  return page;
}

/** What is wrong with a page by WCAG 2.2 A and AA, as axe-core sees it: rule and elements. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as { violations: { id: string; nodes: { target: string[] }[] }[] };
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
