/** An answer in words. */

import { el } from "../dom.js";

const AT_MOST = { short_text: 300, long_text: 5000 };

/** @param {Question} question @param {Draft} draft @param {any} described */
export function textField(question, draft, described) {
  const long = question.kind === "long_text";
  const attributes = {
    ...described,
    class: long ? "lines lines--long" : "lines",
    maxlength: AT_MOST[question.kind],
    value: draft.answers[question.id] ?? "",
    autocomplete: "off",
    autocapitalize: "sentences",
    spellcheck: "true",
    "data-answer": true,
    oninput: (event) => draft.setAnswer(question.id, event.target.value),
  };
  return long ? el("textarea", { ...attributes, rows: 6 }) : el("input", { ...attributes, type: "text" });
}
