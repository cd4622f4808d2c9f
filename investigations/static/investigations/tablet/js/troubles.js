/** What went wrong, in a child's words. */

import { gettext } from "./texts.js";

/** @param {any} error of the site, of the tablet's storage, or of a photo @returns {string} */
export function troubleWords(error) {
  if (error.code === "full") return gettext("Il n’y a plus de place sur la tablette. Ce qui est déjà gardé y reste. Préviens un adulte.");
  if (error.code === "closed") return gettext("La tablette n’arrive pas à garder ton travail. Ne ferme pas la page, et préviens un adulte.");
  return error.detail || gettext("La tablette n’arrive pas à joindre le site. Vérifie le wifi avec un adulte, puis essaie encore.");
}

/** Why a report is still here though the site answered. @param {{code: string, detail: string} | null} refusal */
export function refusalWords(refusal) {
  if (!refusal) return "";
  return `${refusal.detail} ${gettext("Ton travail reste sur la tablette. Change ta réponse, essaie encore, ou préviens ton enseignant·e.")}`.trim();
}
