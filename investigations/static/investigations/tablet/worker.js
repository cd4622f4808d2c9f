/** Opens the notebook without network, from one whole version. What goes to the API is never touched. */

const { version, language, shell, whole, files, api } = __KEPT__;
const CACHE = `carnet-${version}`;
const known = new Set([shell, ...files]);

addEventListener("install", (event) => {
  // A worker that is asked for every try to send never rests, and Chromium lets the next one take over from one at rest.
  event.addRoutes?.({ condition: { urlPattern: { pathname: `${api}*` } }, source: "network" });
  event.waitUntil(install());
});
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", ({ data }) => data === "take-over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === "GET" && origin === location.origin && known.has(pathname)) event.respondWith(answer(request, pathname));
});

/** All or nothing: half a version never opens. */
async function install() {
  const cache = await caches.open(CACHE);
  try {
    const scripts = await fetchedScripts();
    await Promise.all([...known].map(async (path) => cache.put(path, scripts.get(path) ?? (await fetched(path)))));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** A captive portal's page, or a page of another version, is not ours. */
async function fetched(path) {
  const response = await fetch(path, { cache: "no-cache", headers: { "Accept-Language": language } });
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!response.ok || response.redirected || isPage !== (path === shell)) throw new Error(path);
  if (isPage && !(await response.clone().text()).includes(`data-version="${version}"`)) throw new Error("another version");
  return response;
}

/** All scripts come in one answer: one way to the school and back, not fifty. */
async function fetchedScripts() {
  const sent = await (await fetched(whole)).json();
  if (sent.version !== version) throw new Error("another version");
  const headers = { "Content-Type": "text/javascript; charset=utf-8" };
  return new Map(Object.entries(sent.scripts).map(([path, text]) => [path, new Response(text, { headers })]));
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith("carnet-") && name !== CACHE) await caches.delete(name);
  await clients.claim();
}

async function answer(request, pathname) {
  return (await (await caches.open(CACHE)).match(pathname)) ?? fetch(request);
}
