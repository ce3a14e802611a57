/**
 * Keeps the site for when there is no network. Where a browser does not allow it (a private window, an address without
 * https), the page that is open works all the same; only other pages then need the network.
 */
export function keepOffline(): void {
  navigator.serviceWorker?.register('offline.js').catch(() => undefined);
}
