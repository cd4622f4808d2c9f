/** Addresses after the `#`, so that the browser's back button walks through the notebook. */

import { el, fill, announce } from "./dom.js";
import { gettext, typeset } from "./texts.js";

/**
 * @typedef {object} Screen
 * @property {string} title for the tab, and said when it opens
 * @property {Node[]} nodes with one `h1`
 * @property {string} [place] where I am, for the corner
 * @property {string} [mood] class of the body
 * @property {() => void} [leave] called before the next screen stands
 *
 * @typedef {(params: string[]) => Promise<Screen | null> | Screen | null} Open null: it went elsewhere itself
 */

export class Router {
  /** @param {Array<[RegExp, Open]>} routes @param {(screen: Screen) => void} onShow */
  constructor(routes, onShow) {
    this.routes = routes;
    this.onShow = onShow;
    this.turn = 0;
    this.shown = null;
    this.root = document.querySelector("[data-screen]");
    addEventListener("hashchange", () => this.show());
  }

  get path() {
    return location.hash.startsWith("#/") ? location.hash.slice(1) : "/";
  }

  /** @param {string} path @param {{replace?: boolean}} [how] */
  go(path, { replace = false } = {}) {
    if (path === this.path && location.hash) return this.show();
    if (!replace) return void (location.hash = path);
    history.replaceState(null, "", `#${path}`);
    return this.show();
  }

  async show() {
    const turn = ++this.turn;
    const [open, params] = this.#find();
    const screen = await Promise.resolve(open(params)).catch((error) => this.#trouble(error));
    if (!screen || turn !== this.turn) return screen?.leave?.();
    this.shown?.leave?.();
    this.shown = screen;
    document.body.className = `notebook ${screen.mood ?? ""}`.trim();
    fill(this.root, screen.nodes);
    document.title = typeset(`${screen.title} · Cap ou pas cap`);
    this.onShow(screen);
    scrollTo(0, 0);
    const heading = this.root.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  #find() {
    for (const [pattern, open] of this.routes) {
      const match = pattern.exec(this.path);
      if (match) return [open, match.slice(1)];
    }
    return [this.routes[0][1], []];
  }

  /** @returns {Screen} */
  #trouble(error) {
    if (!error?.status && error?.code === undefined) console.error(error);
    const title = gettext("Le carnet ne répond pas");
    announce(title);
    const again = el("button.button", { type: "button", onclick: () => this.show() }, gettext("Essayer encore"));
    const words = error?.detail || gettext("La tablette n’arrive pas à joindre le site. Vérifie le wifi avec un adulte, puis essaie encore.");
    return { title, nodes: [el("section.sheet", {}, el("h1", {}, title), el("p", {}, words), el("p.actions", {}, again))] };
  }
}
