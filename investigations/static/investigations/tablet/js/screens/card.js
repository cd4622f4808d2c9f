/** The way in by card: nothing to do, unless the card opens nothing. */

import { el } from "../dom.js";
import { gettext } from "../texts.js";

/** @param {App} app */
export async function cardScreen(app) {
  const { card } = app;
  if (!card) return app.elsewhere("/");
  try {
    app.signedIn(await app.api.signInWithCard(card));
    return null;
  } catch (error) {
    const known = error.code === "unknown_card";
    const title = known ? gettext("Cette carte n’ouvre plus de carnet") : gettext("Le carnet ne répond pas");
    const words = known
      ? gettext("Demande ta nouvelle carte, ou entre avec le code de ta classe.")
      : error.detail || gettext("La tablette n’arrive pas à joindre le site. Vérifie le wifi avec un adulte, puis essaie encore.");
    const again = known ? null : el("button.button", { type: "button", onclick: () => app.router.show() }, gettext("Essayer encore"));
    const code = el("a.button", { class: known ? "" : "button--quiet", href: "#/" }, gettext("Entrer avec le code"));
    return { title, mood: "is-door", nodes: [el("section.sheet", {}, el("h1", {}, title), el("p.help", {}, words), el("p.actions", {}, again, code))] };
  }
}
