/** The same question was answered otherwise on another tablet: both are here, and the pupil chooses. */

import { el, fill } from "./dom.js";
import { gettext } from "./texts.js";

/** @param {Question} question @param {Draft} draft @param {() => void} onChosen @returns {{node: HTMLElement, update: () => void}} */
export function othersChooser(question, draft, onChosen) {
  const node = el("section.others", { "data-others": true });
  let shown = 0;

  function update() {
    const others = draft.others[question.id] ?? [];
    if (others.length === shown) return;
    shown = others.length;
    const choose = (answer) => () => {
      draft.settle(question.id, answer);
      onChosen();
    };
    const row = (answer, word) => el("li", {}, el("p", {}, answerText(answer)), el("button.button.button--quiet", { type: "button", onclick: choose(answer) }, word));
    fill(node, shown > 0 && [
      el("h2", {}, gettext("Il y a plusieurs réponses")),
      el("p.help", {}, gettext("Quelqu’un a répondu autre chose sur une autre tablette. Choisissez ensemble. Rien n’est perdu tant que vous n’avez pas choisi.")),
      el("ul.others__list", {}, row(draft.answers[question.id] ?? null, gettext("Garder celle-ci")), ...others.map((answer) => row(answer, gettext("Prendre celle-là")))),
    ]);
  }

  update();
  return { node, update };
}

/** @param {Answer} answer */
function answerText(answer) {
  if (answer == null) return gettext("Pas de réponse.");
  return Array.isArray(answer) ? answer.join(", ") : String(answer);
}
