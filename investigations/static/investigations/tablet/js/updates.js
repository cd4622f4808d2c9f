/** The worker that opens the notebook offline, and its next version: taken up between two screens, never under a child's hands. */

const { version, worker } = document.body.dataset;
const SELDOM = 30 * 60_000;

let registration = null;
let isSafe = () => true;
let stale = false;
let asked = 0;

export const shellVersion = () => version;

/** Whether the notebook opens without network. */
export async function isShellReady() {
  return Boolean(navigator.serviceWorker?.controller) && (await caches.has(`carnet-${version}`));
}

/** @param {{isSafe: () => boolean}} options whether the page may be loaded again now; what waits to be sent doesn't matter */
export async function watchUpdates(options) {
  if (!navigator.serviceWorker) return;
  ({ isSafe } = options);
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker is of this page's own version.
    stale ||= controlled;
    controlled = true;
    applyIfSafe();
  });
  try {
    registration = await navigator.serviceWorker.register(worker);
  } catch {
    // No network at the first opening, or storage is off: the board says that it isn't ready.
    return;
  }
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", applyIfSafe));
  addEventListener("visibilitychange", () => !document.hidden && look());
  look();
  applyIfSafe();
}

function look() {
  if (Date.now() - asked < SELDOM) return;
  asked = Date.now();
  registration.update().catch(() => {});
}

/** Called between two screens. */
export function applyIfSafe() {
  if (!isSafe()) return;
  if (stale) return location.reload();
  if (navigator.serviceWorker?.controller) registration?.waiting?.postMessage("take-over");
}
