/** The corner of the page that always says, in words: where I am, what is kept, what is still to be sent. */

import { announce, animal, el, fill } from "./dom.js";
import { gettext, interpolate, ngettext } from "./texts.js";

/** @param {Page} page @returns {{slug: string, text: string}} */
export function keptWords({ saver, draft }) {
  if (draft.faults.size) return { slug: "failing", text: gettext("Un nombre n’est pas gardé") };
  switch (saver.state) {
    case "waiting":
    case "sending":
      return { slug: "busy", text: gettext("Enregistrement…") };
    case "failing":
      return { slug: "failing", text: gettext("Pas enregistré : on réessaie") };
    case "refused":
      return { slug: "failing", text: gettext("Pas enregistré") };
    default:
      return draft.version ? { slug: "kept", text: gettext("Enregistré") } : { slug: "empty", text: gettext("Rien d’écrit pour l’instant") };
  }
}

const WORST_FIRST = ["failing", "busy", "kept"];

/** Of several missions, what gives most cause for care. @param {Page[]} pages @returns {{slug: string, text: string}} */
export function allKeptWords(pages) {
  const said = pages.filter(({ draft }) => draft.takesWork).map(keptWords);
  const slug = WORST_FIRST.find((one) => said.some((words) => words.slug === one));
  if (!slug) return { slug: "none", text: "" };
  return slug === "kept" ? { slug, text: gettext("Tout est enregistré") } : said.find((words) => words.slug === slug);
}

/** @param {Page[]} pages */
export function toSendWords(pages) {
  const unsent = pages.flatMap(({ photos }) => photos.unsent);
  const count = unsent.length;
  if (!count) return "";
  const text = interpolate(ngettext("%(count)s photo à envoyer", "%(count)s photos à envoyer", count), { count });
  const sending = unsent.find(({ state }) => state === "sending");
  return sending ? `${text} · ${Math.round(sending.part * 100)} %` : text;
}

export class Corner {
  /** @param {{onSignOut: () => void}} options */
  constructor({ onSignOut }) {
    this.root = document.querySelector("[data-corner]");
    this.place = el("p.corner__place", { "data-place": true });
    this.kept = el("p.corner__kept", { "data-kept": true });
    this.toSend = el("p.corner__send", { "data-to-send": true });
    this.who = el("div.corner__who");
    this.out = el("button.corner__out", { type: "button", "data-sign-out": true, onclick: onSignOut }, gettext("Fermer"), el("span.corner__more", {}, ` ${gettext("mon carnet")}`));
    fill(this.root, el("div.corner__state", {}, this.place, this.kept, this.toSend), this.who);
  }

  /** @param {Session | null} session */
  showPupil(session) {
    if (!session) return fill(this.who);
    const { pupil } = session;
    const label = interpolate(gettext("%(name)s : retour aux missions"), { name: pupil.name });
    const home = el("a.corner__me", { href: "#/missions", "aria-label": label }, animal(pupil.animal, pupil.colour), el("span", {}, pupil.name));
    fill(this.who, home, this.out);
  }

  /** @param {string} place @param {Page | null} page the mission that stands there @param {Page[]} pages all of them */
  show(place, page, pages) {
    fill(this.place, place.split(" · ").map((part) => el("span.corner__part", {}, part, " ")));
    const words = page?.draft.takesWork ? keptWords(page) : allKeptWords(page ? [] : pages);
    const toSend = toSendWords(page ? [page] : pages);
    if (this.text !== words.text || this.kept.dataset.kept !== words.slug) {
      this.text = words.text;
      this.kept.dataset.kept = words.slug;
      fill(this.kept, words.text);
      // "Saving…" at every pause would drown out the page.
      if (words.slug === "failing" || (words.slug === "kept" && this.worried)) announce(words.text);
      this.worried = words.slug === "failing" || (this.worried && words.slug !== "kept");
    }
    fill(this.toSend, toSend);
  }
}
