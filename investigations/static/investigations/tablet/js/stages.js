/** The words for where a mission stands, the same everywhere. */

import { el } from "./dom.js";
import { gettext } from "./texts.js";

/** @param {ReturnType<stageOf>} stage */
export function stageWord(stage) {
  return {
    fresh: gettext("À commencer"),
    started: gettext("En cours"),
    sent: gettext("Envoyé"),
    leaving: gettext("Prêt à partir"),
    returned: gettext("À corriger"),
    reviewed: gettext("Relu"),
    published: gettext("Publié"),
    over: gettext("Terminé"),
  }[stage];
}

/** What it means for me. */
export function stageHint(stage) {
  return {
    fresh: gettext("Ta mission t’attend."),
    started: gettext("Continue quand tu veux."),
    sent: gettext("Ton enseignant·e va le relire."),
    leaving: gettext("Il partira tout seul quand il y aura du réseau."),
    returned: gettext("Ton enseignant·e t’a laissé des remarques."),
    reviewed: gettext("Ton enseignant·e l’a relu."),
    published: gettext("Tout le monde peut lire ton récit."),
    over: gettext("L’enquête est terminée : on ne peut plus écrire ici."),
  }[stage];
}

/** A rubber stamp where a person has done it, a label where the pupil has something to do. */
export function stageMark(stage) {
  const stamped = { reviewed: "stamp stamp--relu", published: "stamp stamp--publie", sent: "stamp stamp--sent" }[stage];
  return el("span", { class: stamped ?? `tag tag--${stage}`, "data-stage": stage }, stageWord(stage));
}
