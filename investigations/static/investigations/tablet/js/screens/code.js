/** The first page of a tablet that has no class yet: the six letters, or a card. */

import { cardWay } from "../card_way.js";
import { installHint } from "../device.js";
import { announce, el, fill } from "../dom.js";
import { standing } from "../standing.js";
import { steps } from "../steps.js";
import { gettext } from "../texts.js";
import { troubleWords } from "../troubles.js";

/** @param {App} app */
export function codeScreen(app) {
  if (!globalThis.isSecureContext || app.trouble) return noStorage();
  const title = gettext("Ouvre ton carnet d’enquête");
  const input = el("input.code", {
    id: "code", name: "code", autocomplete: "off", autocapitalize: "characters", autocorrect: "off", spellcheck: "false",
    maxlength: "16", enterkeyhint: "go", "aria-describedby": "code-aide code-message", required: true,
  });
  const message = el("p.message", { id: "code-message", "data-message": true, role: "alert" }, app.notice);
  const grants = standing(app.tablet);
  const button = el("button.button.button--wide", { type: "submit" }, gettext("Ouvrir"));

  async function submit(event) {
    event.preventDefault();
    const code = input.value.replace(/[^\p{L}]/gu, "");
    if (code.length !== 6) return tell(gettext("Le code a six lettres. Regarde le tableau ou ta carte."));
    button.disabled = true;
    try {
      await app.tablet.join({ code });
      app.notice = "";
      app.router.show();
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
  return { title, mood: "is-door", update: grants.update, nodes: [el("h1.door__title", {}, title), steps(0), grants.node, form, cardWay(app), installHint()] };
}

/** Private windows have no storage that lasts; a site without https has no way to open a seal. */
function noStorage() {
  const title = gettext("Cette tablette ne peut rien garder");
  const words = gettext("Le carnet a besoin de garder ton travail ici. Demande à un adulte d’ouvrir le site en https, hors navigation privée.");
  return { title, mood: "is-door", nodes: [el("section.sheet", {}, el("h1", {}, title), el("p", {}, words))] };
}

/** @param {any} error */
function closedWords(error) {
  if (error.code === "no_open_class") return gettext("Aucune classe n’est ouverte avec ce code. Vérifie les lettres, ou demande qu’on ouvre la porte de la classe.");
  return troubleWords(error);
}
