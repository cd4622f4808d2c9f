/** Where a report is, in words that a child and a teacher read alike. */

import { isSubmitted, isUnsent } from "./pages.js";
import { gettext, interpolate, ngettext } from "./texts.js";

/** @param {Page} page @param {Outbox} outbox @returns {{slug: string, text: string}} */
export function whereIs({ draft, saver, photos }, outbox) {
  const { record } = draft;
  if (draft.faults.size) return { slug: "failing", text: gettext("Un nombre n’est pas gardé") };
  if (saver.state === "failing") return { slug: "failing", text: saver.trouble?.code === "full" ? gettext("Plus de place sur la tablette") : gettext("Pas gardé : on réessaie") };
  if (saver.isDirty) return { slug: "busy", text: gettext("On garde ce que tu écris…") };
  if (record.refusal || photos.stranded.length) return { slug: "failing", text: gettext("Quelque chose n’est pas parti") };
  const left = photos.unsent.length + Number(isUnsent(record));
  if (left) return onTheWay(record, outbox, left, draft.photos.length + 1);
  if (draft.mission.story) return { slug: "published", text: gettext("Publié") };
  if (isSubmitted(record)) return { slug: "teacher", text: gettext("Chez ton enseignant·e") };
  if (record.base.version) return { slug: "school", text: gettext("À l’école") };
  return { slug: "empty", text: gettext("Rien d’écrit pour l’instant") };
}

function onTheWay({ owner, assignment }, { state, current }, left, all) {
  if (state === "sending" && current.owner === owner && current.of.assignment === assignment) {
    return { slug: "sending", text: interpolate(gettext("En route : %(done)s sur %(all)s"), { done: all - left, all }) };
  }
  return { slug: "here", text: gettext("Sur cette tablette") };
}

const WORST_FIRST = ["failing", "busy", "here", "sending", "school", "teacher"];

/** Of several missions, what gives most cause for care. @param {Page[]} pages */
export function whereAll(pages, outbox) {
  const said = pages.map((page) => whereIs(page, outbox));
  for (const slug of WORST_FIRST) {
    const found = said.find((words) => words.slug === slug);
    if (found) return found;
  }
  return { slug: "none", text: "" };
}

/** How much waits, in words. @param {{reports: number, photos: number}} waits */
export function amountWords({ reports, photos }) {
  const some = interpolate(ngettext("%(count)s reportage", "%(count)s reportages", reports), { count: reports });
  return photos ? `${some}, ${interpolate(ngettext("%(count)s photo", "%(count)s photos", photos), { count: photos })}` : some;
}
