export {};
// Stands between a browser and a community: asks the network for everything and keeps no page, picture or answer. Where
// there is no network it shows the page that says so, which is all that it holds, with what that page loads. Forms pass it
// by: a browser says where they come from, and nothing here may speak in its place.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** Said by the server before this file. @typedef {{ version: string, offline: string, files: string[] }} Shell */
const { version, offline, files } = /** @type {{ shell: Shell }} */ (/** @type {unknown} */ (self)).shell;
const shelf = `shell ${version}`;

/** @param {string} name */
const isOld = (name) => name.startsWith('shell ') && name !== shelf;

worker.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => worker.skipWaiting()));
});

/** All of it or nothing, so that the page never stands there without its look. */
async function fill() {
  const kept = await caches.open(shelf);
  await kept.addAll([...files, new Request(offline, { cache: 'reload', credentials: 'omit' })]);
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
  await worker.registration.navigationPreload?.enable(); // a page does not wait for this script
  await worker.clients.claim();
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (files.includes(pathname)) event.respondWith(file(request));
});

/** @param {FetchEvent} event */
async function page(event) {
  try {
    return /** @type {Response | undefined} */ (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    return (await kept(offline)) ?? Promise.reject(error);
  }
}

/** @param {Request} request */
const file = async (request) => (await kept(new URL(request.url).pathname)) ?? fetch(request);

/** @param {string} path */
const kept = async (path) => (await caches.open(shelf)).match(path, { ignoreVary: true });
