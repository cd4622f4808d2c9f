/** Given to the teacher: on this tablet, on the way, or there — said as it is. */

import { againButton } from "../again.js";
import { announce, el, fill } from "../dom.js";
import { gettext } from "../texts.js";
import { refusalWords } from "../troubles.js";
import { whereIs } from "../whereabouts.js";

/** @param {App} app @param {string[]} params */
export async function sentScreen(app, [id]) {
  const page = await app.notebook.page(id);
  if (!page) return app.elsewhere("/missions");
  const { mission, draft } = page;
  const heading = el("h1");
  const words = el("p.sent__words", { role: "status" });
  const mark = el("div.sent__mark");
  let shown;

  function update() {
    const { slug, text } = whereIs(page, app.outbox);
    if (shown === text) return;
    shown = text;
    if (["teacher", "published"].includes(slug)) {
      fill(heading, gettext("C’est envoyé"));
      fill(mark, el("span.stamp.stamp--sent.stamp--big", { "aria-hidden": "true" }, gettext("Envoyé")));
      fill(words, gettext("Ton enseignant·e va lire ton reportage. S’il y a quelque chose à corriger, tu le verras dans tes missions."));
      return announce(gettext("C’est envoyé"));
    }
    if (slug === "failing") {
      fill(heading, gettext("Quelque chose n’est pas parti"));
      fill(words, refusalWords(draft.record.refusal) || gettext("Il manque une photo. Reviens à tes réponses pour la reprendre."));
      return fill(mark, el("p.actions", {}, el("a.button", { href: `#/mission/${id}/relire` }, gettext("Revenir à mes réponses")), againButton(app, page)));
    }
    fill(heading, gettext("C’est prêt à partir"));
    fill(mark, el("p.tag", {}, text));
    return fill(words, gettext("Ton reportage est gardé sur cette tablette. Il partira tout seul dès qu’il y aura du réseau, même si tu fermes ton carnet."));
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
