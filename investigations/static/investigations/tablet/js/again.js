/** Asking the site once more for what it refused of a mission: its text, its photos. */

import { el } from "./dom.js";
import { gettext } from "./texts.js";

/** @param {App} app @param {Page} page */
export function againButton(app, { draft }) {
  const isMine = ({ owner, assignment }) => owner === draft.record.owner && assignment === draft.record.assignment;
  return el("button.button.button--quiet", { type: "button", onclick: () => app.outbox.unpark(isMine), "data-again": true }, gettext("Essayer encore"));
}
