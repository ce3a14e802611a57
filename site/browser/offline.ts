/** What a service worker is given; the DOM's types know only of pages. */
interface WorkerScope {
  /** Put before this script when the site is built. */
  readonly siteFiles: { readonly digest: string; readonly paths: readonly string[] };
  readonly location: Location;
  readonly caches: CacheStorage;
  addEventListener(
    type: 'install' | 'activate' | 'fetch',
    listener: (event: {
      readonly request: Request;
      waitUntil(done: Promise<unknown>): void;
      respondWith(response: Promise<Response>): void;
    }) => void,
  ): void;
  skipWaiting(): Promise<void>;
}

const scope = globalThis as unknown as WorkerScope;
const here = new URL('.', scope.location.href).href;
const CACHES = `ratchet ${here} `;
const cacheName = `${CACHES}${scope.siteFiles.digest}`;

scope.addEventListener('install', (event) => {
  event.waitUntil(keepSite());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers());
});

// What the network has goes before what was kept: a history must not be stale.
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(here)) return;
  event.respondWith(fetch(request).catch((error: unknown) => kept(request, error)));
});

/** Keeps every page, so that all of them open without a network once one was loaded with it. */
async function keepSite(): Promise<void> {
  const cache = await scope.caches.open(cacheName);
  await cache.addAll(scope.siteFiles.paths.map((path) => new Request(here + path, { cache: 'no-cache' })));
  await scope.skipWaiting();
}

async function dropOthers(): Promise<void> {
  const names = await scope.caches.keys();
  const old = names.filter((name) => name.startsWith(CACHES) && name !== cacheName);
  await Promise.all(old.map((name) => scope.caches.delete(name)));
}

async function kept(request: Request, error: unknown): Promise<Response> {
  const cache = await scope.caches.open(cacheName);
  const url = request.url.endsWith('/') ? `${request.url}index.html` : request.url;
  const found = await cache.match(url, { ignoreSearch: true });
  if (!found) throw error;
  return found;
}
