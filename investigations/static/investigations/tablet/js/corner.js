/** The corner of the page that always says, in words: where I am, where my work is, what is still to be sent. */

import { announce, animal, el, fill } from "./dom.js";
import { listenButton } from "./listen.js";
import { gettext, interpolate, ngettext } from "./texts.js";
import { whereAll, whereIs } from "./whereabouts.js";

/** @param {Page[]} pages */
export function toSendWords(pages) {
  const count = pages.flatMap(({ photos }) => photos.unsent).length;
  return count ? interpolate(ngettext("%(count)s photo à envoyer", "%(count)s photos à envoyer", count), { count }) : "";
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
    this.tablet = el("a.corner__tablet", { href: "#/tablette", "data-tablet": true });
    const listen = listenButton(() => document.querySelector("[data-screen]").innerText);
    fill(this.root, el("div.corner__state", {}, this.place, this.kept, this.toSend), el("div.corner__tools", {}, listen, this.tablet), this.who);
  }

  /** @param {Pupil | null} pupil */
  showPupil(pupil) {
    if (!pupil) return fill(this.who);
    const label = interpolate(gettext("%(name)s : retour aux missions"), { name: pupil.name });
    const home = el("a.corner__me", { href: "#/missions", "aria-label": label }, animal(pupil.animal, pupil.colour), el("span", {}, pupil.name));
    fill(this.who, home, this.out);
  }

  /** @param {string} place @param {Page | null} page the mission that stands there @param {Page[]} pages all of them @param {App} app */
  show(place, page, pages, { outbox, tablet }) {
    fill(this.place, place.split(" · ").map((part) => el("span.corner__part", {}, part, " ")));
    const words = page ? whereIs(page, outbox) : whereAll(pages, outbox);
    if (this.text !== words.text || this.kept.dataset.kept !== words.slug) {
      this.text = words.text;
      this.kept.dataset.kept = words.slug;
      fill(this.kept, words.text);
      // Each pause said aloud would drown out the page.
      if (words.slug === "failing" || (words.slug !== "busy" && this.worried)) announce(words.text);
      this.worried = words.slug === "failing";
    }
    fill(this.toSend, toSendWords(page ? [page] : pages));
    fill(this.tablet, tablet.me && interpolate(gettext("Tablette %(name)s"), { name: tablet.me.tablet.name }));
    this.tablet.hidden = !tablet.me;
  }
}
