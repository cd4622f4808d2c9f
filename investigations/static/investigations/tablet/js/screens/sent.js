/** It is on its way, then it is there: said only when the site has everything. */

import { announce, el, fill } from "../dom.js";
import { gettext, interpolate, ngettext } from "../texts.js";

/** @param {App} app @param {string[]} params */
export async function sentScreen(app, [id]) {
  const page = await app.notebook.page(id);
  if (!page?.mission.report) return app.elsewhere("/missions");
  const { mission, draft, photos } = page;
  const heading = el("h1");
  const words = el("p.sent__words", { role: "status" });
  const mark = el("div.sent__mark");
  let shown;

  function update() {
    const count = photos.unsent.length;
    const state = draft.takesWork ? `waiting ${count}` : "sent";
    if (state === shown) return;
    shown = state;
    if (state === "sent") {
      fill(heading, gettext("C’est envoyé"));
      fill(mark, el("span.stamp.stamp--sent.stamp--big", { "aria-hidden": "true" }, gettext("Envoyé")));
      fill(words, gettext("Ton enseignant·e va lire ton reportage. S’il y a quelque chose à corriger, tu le verras dans tes missions."));
      announce(gettext("C’est envoyé"));
      return;
    }
    fill(heading, gettext("Ton texte est arrivé"));
    fill(words, count
      ? interpolate(ngettext("Encore %(count)s photo à envoyer. Garde ton carnet ouvert.", "Encore %(count)s photos à envoyer. Garde ton carnet ouvert.", count), { count })
      : gettext("Il manque une photo. Reviens à tes réponses pour la reprendre."));
    fill(mark, count ? null : el("a.button", { href: `#/mission/${id}/relire` }, gettext("Revenir à mes réponses")));
  }

  update();
  return {
    title: `${heading.textContent} · ${mission.project.name}`,
    place: mission.project.name,
    page,
    update,
    nodes: [el("section.sheet.sent", {}, heading, mark, words, el("p.actions", {}, el("a.button", { href: "#/missions", "data-home": true }, gettext("Mes missions"))))],
  };
}
