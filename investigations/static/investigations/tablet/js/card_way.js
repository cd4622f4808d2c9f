/** In by card: the notebook's own camera where the browser reads codes, else the tablet's. */

import { el } from "./dom.js";
import { gettext } from "./texts.js";

/** @param {App} app @returns {HTMLElement} */
export function cardWay(app) {
  const way = el("div.door__card");
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) {
    way.append(el("p", {}, gettext("Tu as une carte d’enquêteur ? Montre son carré noir et blanc à l’appareil photo de la tablette.")));
    return way;
  }
  const start = async () => {
    const { scan } = await import("./scan.js");
    const card = await scan(way);
    if (!card) return way.replaceWith(cardWay(app));
    app.card = card;
    return app.router.go("/carte", { replace: true });
  };
  way.append(el("button.button.button--quiet", { type: "button", "data-scan": true, onclick: start }, gettext("Montrer ma carte")));
  return way;
}
