/** The way in by card: nothing to do, unless the card opens nothing. */

import { el } from "../dom.js";
import { gettext, interpolate } from "../texts.js";
import { troubleWords } from "../troubles.js";

/** @param {App} app */
export async function cardScreen(app) {
  const { card, tablet } = app;
  if (!card) return app.elsewhere("/");
  try {
    const pupil = app.isOpen ? await ofThisClass(tablet, card) : await tablet.join({ card });
    if (pupil) return void (await app.signedIn(pupil));
    return refused(gettext("Cette carte n’ouvre pas cette tablette"), interpolate(gettext("La tablette est celle de la classe %(classroom)s. Demande ta nouvelle carte, ou touche ton prénom."), { classroom: tablet.me.classroom.name }));
  } catch (error) {
    if (error.code === "unknown_card") return refused(gettext("Cette carte n’ouvre plus de carnet"), gettext("Demande ta nouvelle carte, ou entre avec le code de ta classe."));
    const again = el("button.button", { type: "button", onclick: () => app.router.show() }, gettext("Essayer encore"));
    return refused(gettext("Le carnet ne répond pas"), troubleWords(error), again);
  }
}

/** A card that was printed after the last news from the class opens once the tablet has asked. */
async function ofThisClass(tablet, card) {
  return (await tablet.signInWithCard(card)) ?? ((await tablet.refresh()) ? tablet.signInWithCard(card) : null);
}

function refused(title, words, again = null) {
  const back = el("a.button", { class: again ? "button--quiet" : "", href: "#/" }, gettext("Entrer sans la carte"));
  return { title, mood: "is-door", nodes: [el("section.sheet", {}, el("h1", {}, title), el("p.help", {}, words), el("p.actions", {}, again, back))] };
}
