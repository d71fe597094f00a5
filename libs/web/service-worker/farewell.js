export {};
// In place of the other one where an operator has switched it off: throws away what that has kept, and itself.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener('install', (event) => {
  event.waitUntil(worker.skipWaiting());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(leave());
});

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith('shell ')) await caches.delete(name);
  await worker.registration.unregister();
}
