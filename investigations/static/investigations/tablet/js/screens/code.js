/** The first page: the six letters of the class. */

import { announce, el, fill } from "../dom.js";
import { steps } from "../steps.js";
import { gettext } from "../texts.js";

/** @param {App} app */
export function codeScreen(app) {
  if (app.session) return app.elsewhere("/missions");
  const title = gettext("Ouvre ton carnet d’enquête");
  const input = el("input.code", {
    id: "code", name: "code", autocomplete: "off", autocapitalize: "characters", autocorrect: "off", spellcheck: "false",
    maxlength: "16", enterkeyhint: "go", "aria-describedby": "code-aide code-message", required: true,
  });
  const message = el("p.message", { id: "code-message", "data-message": true, role: "alert" }, app.notice);
  const button = el("button.button.button--wide", { type: "submit" }, gettext("Ouvrir"));

  async function submit(event) {
    event.preventDefault();
    const code = input.value.replace(/[^\p{L}]/gu, "");
    if (code.length !== 6) return tell(gettext("Le code a six lettres. Regarde le tableau ou ta carte."));
    button.disabled = true;
    try {
      app.door = await app.api.openClass(code);
      app.notice = "";
      app.router.go("/prenoms");
    } catch (error) {
      tell(closedWords(error));
    } finally {
      button.disabled = false;
    }
  }

  function tell(words) {
    fill(message, words);
    announce(words);
    input.focus();
    input.select();
  }

  const form = el("form.sheet.sheet--bound", { onsubmit: submit, novalidate: true, "data-form": "code" },
    el("label.sheet__question", { for: "code" }, gettext("Quel est le code de ta classe ?")),
    el("p.help", { id: "code-aide" }, gettext("Six lettres. Ton enseignant·e les écrit au tableau.")),
    input, message, button);
  const card = el("p.door__card", {}, gettext("Tu as une carte d’enquêteur ? Montre son carré noir et blanc à l’appareil photo de la tablette."));
  return { title, mood: "is-door", nodes: [el("h1.door__title", {}, title), steps(0), form, card] };
}

/** @param {ApiError} error */
export function closedWords(error) {
  if (error.code === "no_open_class") return gettext("Aucune classe n’est ouverte avec ce code. Vérifie les lettres, ou demande qu’on ouvre la porte de la classe.");
  return error.detail || gettext("La tablette n’arrive pas à joindre le site. Vérifie le wifi avec un adulte, puis essaie encore.");
}
