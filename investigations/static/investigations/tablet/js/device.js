/** What this device can promise: a shell that opens offline, room, storage that stays. */

import { el } from "./dom.js";
import { gettext } from "./texts.js";
import { isShellReady, shellVersion } from "./updates.js";

const isInstalled = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
/** An iPad says that it is a Mac. */
const isApple = () => /iPad|iPhone/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);

let prompt = null;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  prompt = event;
});

/** Whether what is stored stays. Safari empties tabs that were not used for seven days, whatever it answers. */
async function isStorageSafe() {
  if (isApple()) return isInstalled();
  return Boolean(await navigator.storage?.persisted?.()) || Boolean(await navigator.storage?.persist?.()) || isInstalled();
}

/** For the board and for the teacher. @param {App} app */
export async function about({ tablet }) {
  const { quota = null, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return {
    ready: { shell: await isShellReady(), roster: tablet.pupils.length > 0, missions: tablet.missions.length > 0, storage: await isStorageSafe() },
    free_bytes: quota === null ? null : Math.max(0, Math.round(quota - usage)),
    version: shellVersion(),
  };
}

/** How to keep the notebook on this device, where it is a mere tab. @returns {HTMLElement | null} */
export function installHint() {
  if (isInstalled()) return null;
  if (isApple()) return el("p.door__card", { "data-install": true }, gettext("Dans cet onglet, le carnet ne marche qu’avec du réseau. Pour partir avec : touche « Partager », puis « Sur l’écran d’accueil »."));
  if (!prompt) return null;
  return el("div.door__card", { "data-install": true }, el("button.button.button--quiet", { type: "button", onclick: () => prompt.prompt() }, gettext("Installer le carnet sur la tablette")));
}
