/** Before leaving and on return: is this tablet ready, and what does it still hold? */

import { about, installHint } from "../device.js";
import { el, fill } from "../dom.js";
import { standing } from "../standing.js";
import { gettext, interpolate, ngettext } from "../texts.js";
import { troubleWords } from "../troubles.js";
import { amountWords } from "../whereabouts.js";

/** @param {App} app */
export async function boardScreen(app) {
  const { tablet, outbox } = app;
  const title = interpolate(gettext("Tablette %(name)s"), { name: tablet.me.tablet.name });
  const lights = el("ul.lights");
  const held = el("p.board__held", { role: "status", "data-held": true });
  const parked = el("div");
  const told = el("p.help", { role: "status", "data-told": true });
  const grants = standing(tablet);
  const leaving = el("div");

  async function draw() {
    const { ready } = await about(app);
    fill(lights, ...lightWords(ready).map(([slug, ok, good, bad]) => el("li.light", { class: ok ? "is-good" : "is-bad", "data-light": slug, "data-ready": String(ok) },
      el("span.light__mark", { "aria-hidden": "true" }, ok ? "✓" : "!"), el("span", {}, ok ? good : bad))));
    const waits = await outbox.unsent();
    fill(held, heldWords(waits));
    fill(parked, waits.parked > 0 && stuckWords(waits.parked));
    grants.update();
    if (await tablet.isLeaving) fill(leaving, el("p.message", {}, gettext("Cette tablette quittera la classe quand tout sera arrivé.")), el("button.button.button--quiet", { type: "button", onclick: () => tablet.stay().then(() => app.router.show()) }, gettext("Rester dans la classe")));
  }

  async function send(event) {
    event.target.disabled = true;
    fill(told, gettext("On essaie d’envoyer…"));
    outbox.unpark().catch(() => {});
    const there = await tablet.refresh().catch(() => false);
    fill(told, there ? gettext("Le site répond.") : troubleWords({}));
    event.target.disabled = false;
    await draw();
  }

  await draw();
  return {
    title,
    place: tablet.me.classroom.name,
    update: () => draw().catch(() => {}),
    nodes: [
      el("section.sheet.board", {}, el("h1", {}, title), el("h2", {}, gettext("Prête à partir ?")), lights, installHint(),
        el("h2", {}, gettext("Ce qu’elle garde")), held, parked,
        el("p.actions", {}, el("button.button", { type: "button", onclick: send, "data-send-now": true }, gettext("Envoyer maintenant")), el("a.button.button--quiet", { href: app.pupil ? "#/missions" : "#/" }, gettext("Retour"))), told, grants.node, leaving),
      el("details.sheet.board", {}, el("summary", {}, gettext("Pour ton enseignant·e")),
        el("p.actions", {}, el("a.button.button--quiet", { href: "#/secours", "data-rescue": true }, gettext("Fichier de secours, ou quitter la classe")))),
    ],
  };
}

function lightWords({ shell, roster, missions, storage }) {
  return [
    ["shell", shell, gettext("Le carnet s’ouvre sans réseau."), gettext("Le carnet ne s’ouvre pas encore sans réseau. Attends un peu, puis ouvre-le de nouveau.")],
    ["roster", roster, gettext("Les prénoms de la classe sont là."), gettext("Les prénoms de la classe ne sont pas là. Touche « Envoyer maintenant » avec du réseau.")],
    ["missions", missions, gettext("Les missions sont là."), gettext("Aucune mission n’est là. L’enquête est-elle ouverte ?")],
    ["storage", storage, gettext("La tablette gardera ton travail."), gettext("La tablette pourrait oublier ton travail si elle reste longtemps fermée. Installe le carnet sur l’écran d’accueil.")],
  ];
}

function heldWords({ reports, photos }) {
  if (!reports && !photos) return gettext("Tout est arrivé. Cette tablette ne garde plus rien.");
  return interpolate(gettext("Encore à envoyer : %(what)s."), { what: amountWords({ reports, photos }) });
}

function stuckWords(count) {
  return el("p.message", {}, interpolate(ngettext("%(count)s chose n’est pas partie : son auteur voit pourquoi dans son carnet.", "%(count)s choses ne sont pas parties : leurs auteurs voient pourquoi dans leur carnet.", count), { count }));
}
