/** One answer or several among those offered. */

import { el } from "../dom.js";

/** @param {Question} question @param {Draft} draft @param {any} described */
export function choicesField(question, draft, described) {
  const one = question.kind === "choice";
  const chosen = () => [draft.answers[question.id] ?? []].flat();

  function toggle({ target }) {
    if (one) return draft.setAnswer(question.id, target.value);
    const kept = new Set(chosen());
    if (target.checked) kept.add(target.value);
    else kept.delete(target.value);
    draft.setAnswer(question.id, question.choices.filter((choice) => kept.has(choice)));
  }

  const rows = question.choices.map((choice) =>
    el("label.choice", { class: `choice--${question.kind}` },
      el("input.choice__box", { type: one ? "radio" : "checkbox", name: "reponse", value: choice, checked: chosen().includes(choice), onchange: toggle, "data-answer": true }),
      el("span", {}, choice)));
  const { id, ...group } = described;
  return el("div.choices", { ...group, role: one ? "radiogroup" : "group", "aria-labelledby": "question" }, ...rows);
}
