/** The way through the questions: a dotted route with a numbered stop for each. */

import { el } from "./dom.js";
import { gettext, interpolate } from "./texts.js";

/** @param {Page} page @param {number} here @returns {{node: HTMLElement, update: () => void}} */
export function progress({ mission, draft }, here) {
  const stops = draft.questions.map((question, place) =>
    el("a.stop", { href: `#/mission/${mission.id}/question/${place + 1}`, "aria-current": place === here ? "step" : null, "data-stop": place + 1 }, el("span.stop__mark", { "aria-hidden": "true" }, String(place + 1))));
  const node = el("nav.way", { "aria-label": gettext("Les questions") }, el("ol.way__stops", {}, ...stops.map((stop) => el("li", {}, stop))));

  function update() {
    draft.questions.forEach((question, place) => {
      const done = draft.isAnswered(question);
      const remarked = draft.remarksOn(question.id).length > 0;
      stops[place].classList.toggle("is-done", done);
      stops[place].classList.toggle("is-remarked", remarked);
      const number = interpolate(gettext("Question %(place)s"), { place: place + 1 });
      stops[place].setAttribute("aria-label", [number, done ? gettext("répondue") : gettext("sans réponse"), remarked && gettext("avec une remarque")].filter(Boolean).join(", "));
    });
  }

  // Few stops fit on a phone: the one where I am comes into sight.
  requestAnimationFrame(() => (node.scrollLeft = stops[here].offsetLeft - (node.clientWidth - stops[here].clientWidth) / 2));
  update();
  return { node, update };
}
