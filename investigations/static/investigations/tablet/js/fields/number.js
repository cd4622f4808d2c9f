/** An answer in figures, with a − and a + for small hands. */

import { el, fill } from "../dom.js";
import { gettext, interpolate } from "../texts.js";

/** @param {Question} question @param {Draft} draft @param {any} described */
export function numberField(question, draft, described) {
  const fault = el("p.message", { id: "defaut", role: "status", "data-fault": true });
  const input = el("input.figure", {
    ...described,
    "aria-describedby": `${described["aria-describedby"] ?? ""} defaut`.trim(),
    type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 12, "data-answer": true,
    value: draft.answers[question.id] == null ? "" : String(draft.answers[question.id]).replace(".", ","),
    oninput: take,
  });

  function take() {
    const { answer, words } = understood(input.value, question);
    fill(fault, words);
    draft.setAnswer(question.id, answer);
    draft.setFault(question.id, words);
  }

  const step = (by) => () => {
    const now = understood(input.value, {}).answer ?? (question.minimum ?? 0) - (by > 0 ? 1 : 0);
    const bounded = Math.min(Math.max(now + by, question.minimum ?? 0), question.maximum ?? Infinity);
    input.value = String(bounded).replace(".", ",");
    take();
  };
  const button = (sign, label, by) => el("button.button.button--quiet.figure__step", { type: "button", "aria-label": label, onclick: step(by) }, sign);
  fill(fault, draft.faults.get(question.id));
  return el("div", {}, el("div.figure__row", {}, button("−", gettext("Un de moins"), -1), input, button("+", gettext("Un de plus"), 1)), fault);
}

/** @returns {{answer: number | null, words: string}} what can be kept of it, and what is wrong with it */
export function understood(text, { minimum, maximum }) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (!plain) return { answer: null, words: "" };
  const answer = Number(plain);
  if (!Number.isFinite(answer)) return { answer: null, words: gettext("Écris ce nombre avec des chiffres : 12, par exemple.") };
  if (minimum != null && answer < minimum) return { answer: null, words: interpolate(gettext("Ce nombre est trop petit : %(low)s au moins."), { low: minimum }) };
  if (maximum != null && answer > maximum) return { answer: null, words: interpolate(gettext("Ce nombre est trop grand : %(high)s au plus."), { high: maximum }) };
  return { answer, words: "" };
}
