/** Closing the notebook: at once when all is kept; else it says what would be lost. */

import { el, fill } from "../dom.js";
import { gettext } from "../texts.js";

const PATIENCE = 4_000;

/** @param {App} app */
export function leaveScreen(app) {
  const title = gettext("Fermer ton carnet");
  const body = el("div.sheet__body");
  let asked = false;

  function update() {
    if (!app.notebook.busy.length) return app.signOut();
    const failing = app.notebook.busy.some(({ saver }) => ["failing", "refused"].includes(saver.state));
    if (failing) ask();
    return undefined;
  }

  function ask() {
    if (asked) return;
    asked = true;
    fill(body,
      el("p.message", { role: "alert", "data-unsaved": true }, gettext("Une partie de ton travail n’est pas encore enregistrée. Si tu fermes maintenant, elle sera perdue.")),
      el("p.actions", {},
        el("a.button", { href: "#/missions" }, gettext("Garder mon carnet ouvert")),
        el("button.button.button--quiet", { type: "button", onclick: () => app.signOut(), "data-leave-anyway": true }, gettext("Fermer quand même"))));
  }

  fill(body, el("p.help", { role: "status" }, gettext("On finit d’enregistrer…")));
  app.notebook.wake();
  const timer = setTimeout(() => app.notebook.busy.length && ask(), PATIENCE);
  if (!app.notebook.busy.length) {
    app.signOut();
    return null;
  }
  return { title, place: title, update, leave: () => clearTimeout(timer), nodes: [el("section.sheet", {}, el("h1", {}, title), body)] };
}
