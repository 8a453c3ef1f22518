// A page that was seen before is shown again where there is no network, with a word that it is from before. Messages
// about an order are shown, and lead to its page.

const CACHE = location.pathname; // Named by its content, as every file is: a new version begins with an empty cache.
const PATIENCE = 8000;
const MOST = 20;
const AWAY = [502, 503, 504];
const PAGES = /^\/(?:t\/[^/]+|r\/[^/]+\/|orders\/[^/]+\/)$/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { pathname } = new URL(url);
  if (method === "GET" && mode === "navigate" && PAGES.test(pathname)) event.respondWith(page(event, pathname));
});

/** Drop what older versions kept, and keep the page from which this one was started. */
async function begin() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await registration.navigationPreload?.enable();
  for (const { url } of await clients.matchAll({ type: "window", includeUncontrolled: true })) {
    const { pathname } = new URL(url);
    if (PAGES.test(pathname)) await keep(pathname, await fetch(pathname, { cache: "force-cache" }));
  }
}

/** The page as it is now; as it was, where it was seen before and the server is away or lets wait too long. */
async function page(event, pathname) {
  const fresh = ask(event, pathname);
  event.waitUntil(fresh.catch(() => {}));
  const cache = await caches.open(CACHE);
  const old = await cache.match(pathname, { ignoreVary: true });
  if (!old) return fresh;
  const inTime = await Promise.race([fresh.catch(() => null), later(PATIENCE)]);
  return inTime && !AWAY.includes(inTime.status) ? inTime : fromBefore(old);
}

async function ask(event, pathname) {
  const answer = (await event.preloadResponse) || (await fetch(event.request));
  event.waitUntil(keep(pathname, answer.clone()));
  return answer;
}

async function fromBefore(old) {
  const html = await old.text();
  return new Response(html.replace('id="stale" hidden', 'id="stale"'), { headers: old.headers });
}

async function keep(pathname, answer) {
  if (answer.status !== 200) return;
  const cache = await caches.open(CACHE);
  await cache.delete(pathname, { ignoreVary: true });
  await cache.put(pathname, answer);
  for (const oldest of (await cache.keys()).slice(0, -MOST)) await cache.delete(oldest, { ignoreVary: true });
}

addEventListener("push", (event) => {
  const { title, url, ...said } = event.data.json();
  const icon = new URL("icon-192.png", location).href;
  const shown = { ...said, icon, tag: url, renotify: true, vibrate: [300, 150, 300], data: url };
  event.waitUntil(registration.showNotification(title, shown));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data));
});

/** Show the page of an order: the one that is open, or a new one. */
async function lead(url) {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = open.find((one) => new URL(one.url).pathname === url);
  return page ? page.focus() : clients.openWindow(url);
}

const later = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
