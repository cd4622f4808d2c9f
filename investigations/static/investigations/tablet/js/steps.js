/** The way in: three stops on the dotted route, so that a child sees how far the notebook is. */

import { el } from "./dom.js";
import { gettext } from "./texts.js";

/** @param {number} here place of the step that stands, from 0 */
export function steps(here) {
  const words = [gettext("Ma classe"), gettext("Mon prénom"), gettext("Mes images")];
  const stops = words.map((word, place) =>
    el("li.step", { class: place < here ? "is-done" : "", "aria-current": place === here ? "step" : null },
      el("span.stop__mark", { "aria-hidden": "true" }, String(place + 1)),
      el("span.step__word", {}, word, place < here && el("span.visually-hidden", {}, ` ${gettext("(fait)")}`))));
  return el("ol.steps", { "aria-label": gettext("Pour ouvrir ton carnet") }, ...stops);
}
