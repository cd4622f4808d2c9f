/** Said where a pupil comes by: what the class or the site no longer grants this tablet. */

import { el, fill } from "./dom.js";
import { gettext } from "./texts.js";

/** @param {Tablet} tablet @returns {{node: HTMLElement, update: () => void}} empty when all is well */
export function standing(tablet) {
  const node = el("p.message", { role: "status", "data-standing": true });
  let said = "";

  function update() {
    const words = wordsFor(tablet);
    if (words !== said) fill(node, (said = words));
  }

  update();
  return { node, update };
}

function wordsFor({ revoked, unknown }) {
  if (revoked) return gettext("Ton enseignant·e a retiré cette tablette : elle envoie ce qu’elle garde, et rien d’autre.");
  return unknown ? gettext("Le site ne reconnaît plus cette tablette. Tout ce qu’elle garde y reste : préviens ton enseignant·e.") : "";
}
