import assert from 'node:assert/strict';
import { quiet } from '../stage.js';
import { loaded, one, page } from './page.js';

export const serviceWorker = page('with a service worker that answers for everything', async (stage) => {
  stage.site.file(
    '/worker/sw.js',
    `self.addEventListener('install', () => skipWaiting()); self.addEventListener('activate', (e) => e.waitUntil(clients.claim()));
     self.addEventListener('fetch', (e) => e.respondWith(fetch(e.request)));`,
    'text/javascript',
    { 'service-worker-allowed': '/t/' },
  );
  const path = stage.site.page({ body: one });
  const view = await stage.open(path);
  await view.run(async () => {
    await navigator.serviceWorker.register('/worker/sw.js', { scope: location.pathname });
    await navigator.serviceWorker.ready;
  });
  await view.go(stage.site.origin + path);
  await loaded(view);
  assert.equal(await view.run(() => !!navigator.serviceWorker.controller), true);
  await view.run(async () => {
    for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  });
  await quiet(view);
});
