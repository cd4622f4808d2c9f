/** For the teacher, with the tablet's eight digits: take out what is not sent, or leave the class. */

import { el, fill } from "../dom.js";
import { gettext, interpolate } from "../texts.js";
import { troubleWords } from "../troubles.js";
import { amountWords } from "../whereabouts.js";

/** @param {App} app */
export function rescueScreen(app) {
  const { tablet } = app;
  const title = gettext("Pour ton enseignant·e");
  const message = el("p.message", { role: "alert", id: "secours-message", "data-message": true });
  const body = el("div.sheet__body");
  const input = el("input.code.code--digits", { id: "chiffres", inputmode: "numeric", autocomplete: "off", maxlength: "12", "aria-describedby": "secours-message", required: true });

  async function check(event) {
    event.preventDefault();
    if (!(await tablet.isRescueCode(input.value).catch(() => false))) {
      fill(message, gettext("Ce ne sont pas les chiffres de cette tablette. Ils sont sur la page des tablettes de la classe."));
      return input.select();
    }
    fill(message);
    return fill(body, ...choices());
  }

  function choices() {
    return [
      el("h2", {}, gettext("Fichier de secours")),
      el("p", {}, gettext("Un seul fichier, fermé à clé, avec ce que cette tablette n’a pas pu envoyer. Chargez-le sur la page des tablettes de la classe. Rien n’est effacé ici.")),
      el("p.actions", {}, el("button.button", { type: "button", onclick: save, "data-save-rescue": true }, gettext("Enregistrer le fichier"))),
      el("h2", {}, gettext("Quitter la classe")),
      el("p", {}, gettext("La tablette s’efface quand tout est arrivé à l’école, pas avant.")),
      el("p.actions", {}, el("button.button.button--quiet", { type: "button", onclick: leave, "data-leave-class": true }, gettext("Quitter la classe"))),
    ];
  }

  async function save({ target }) {
    target.disabled = true;
    try {
      const waits = await app.outbox.unsent();
      if (!waits.reports) return fill(message, gettext("Il n’y a rien à enregistrer : tout est arrivé."));
      const { rescueFile } = await import("../rescue.js");
      const file = await rescueFile(app);
      const url = URL.createObjectURL(file);
      el("a", { href: url, download: `secours-${tablet.me.tablet.name}.carnet` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return fill(message, interpolate(gettext("Le fichier est prêt : %(what)s."), { what: amountWords(waits) }));
    } catch (error) {
      return fill(message, troubleWords(error));
    } finally {
      target.disabled = false;
    }
  }

  async function leave() {
    try {
      if (!(await app.leave())) app.router.go("/tablette");
    } catch (error) {
      fill(message, troubleWords(error));
    }
  }

  fill(body, el("form", { onsubmit: check, novalidate: true },
    el("label.sheet__question", { for: "chiffres" }, gettext("Les huit chiffres de cette tablette")), input,
    el("p.actions", {}, el("button.button", { type: "submit" }, gettext("Continuer")), el("a.button.button--quiet", { href: "#/tablette" }, gettext("Retour")))));
  return { title, place: title, nodes: [el("section.sheet", {}, el("h1", {}, title), body, message)] };
}
