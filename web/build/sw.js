// The service worker: the program opens without a network. Data is not its business; what was last seen is kept by
// the page itself (src/app/offline). A page is always asked of the server first, so that nobody sees an old version
// while there is a new one; files that carry their content in their name never change.

const VERSION = '__VERSION__';
const FILES = ['__FILES__'];
const PAGE = '/';
const NAME = `kith-${VERSION}`;
const BESIDE = ['/theme.js', '/icon.svg', '/manifest.webmanifest'];

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(NAME);
      await cache.addAll(FILES);
      await cache.addAll([PAGE, ...BESIDE].map((path) => new Request(path, { cache: 'no-cache' })));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // Windows of the version before may still load parts of it; those before that are gone.
      const ours = (await caches.keys()).filter(
        (name) => name.startsWith('kith-') && name !== NAME,
      );
      await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(kept(request));
  else if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(page(request));
  else if (BESIDE.includes(url.pathname)) event.respondWith(fresh(request, url.pathname));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.address ?? '/', self.location.origin).href;
  event.waitUntil(
    (async () => {
      const [open] = await self.clients.matchAll({ type: 'window' });
      if (!open) return self.clients.openWindow(address);
      await open.focus();
      return open.navigate(address);
    })(),
  );
});

/** Addresses that the program itself answers with its page. */
function isPage(path) {
  return !/^\/(api|healthz|metrics|calendar\/.)/.test(path);
}

async function kept(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function page(request) {
  try {
    const answer = await fetch(request);
    // A gateway that answers for a server that is down is no better than no answer.
    if (answer.status >= 502 && answer.status <= 504) return (await shell()) ?? answer;
    return answer;
  } catch (error) {
    const found = await shell();
    if (found) return found;
    throw error;
  }
}

/** The page of the newest version that is here. */
async function shell() {
  return (await (await caches.open(NAME)).match(PAGE)) ?? caches.match(PAGE);
}

async function fresh(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(path);
    if (found) return found;
    throw error;
  }
}
