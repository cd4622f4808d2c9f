/** What the screens share: who is signed in, the notebook, and the way from one screen to the next. */

import { Corner } from "./corner.js";
import { Notebook } from "./notebook.js";
import { Router } from "./router.js";
import * as session from "./session.js";
import { cardScreen } from "./screens/card.js";
import { checkScreen } from "./screens/check.js";
import { codeScreen } from "./screens/code.js";
import { leaveScreen } from "./screens/leave.js";
import { missionScreen } from "./screens/mission.js";
import { missionsScreen } from "./screens/missions.js";
import { namesScreen } from "./screens/names.js";
import { picturesScreen } from "./screens/pictures.js";
import { questionScreen } from "./screens/question.js";
import { sentScreen } from "./screens/sent.js";
import { gettext } from "./texts.js";

export class App {
  /** @param {Api} api */
  constructor(api) {
    this.api = api;
    /** The class at whose door we stand, while signing in. */
    this.door = null;
    this.chosen = null;
    /** Why the pupil stands at the door again, if not by choice. */
    this.notice = "";
    this.page = null;
    this.place = "";
    this.notebook = new Notebook(api);
    this.notebook.onState = () => this.#tell();
    this.notebook.onSignedOut = () => this.signedOut();
    this.corner = new Corner({ onSignOut: () => this.router.go("/fermer") });
    const screen = (open) => (params) => open(this, params);
    const inside = (open) => (params) => (this.session ? this.#guarded(open, params) : this.elsewhere("/"));
    this.router = new Router(
      [
        [/^\/$/, screen(codeScreen)],
        [/^\/prenoms$/, screen(namesScreen)],
        [/^\/images$/, screen(picturesScreen)],
        [/^\/carte$/, screen(cardScreen)],
        [/^\/missions$/, inside(missionsScreen)],
        [/^\/mission\/([\w-]+)$/, inside(missionScreen)],
        [/^\/mission\/([\w-]+)\/question\/(\d+)$/, inside(questionScreen)],
        [/^\/mission\/([\w-]+)\/relire$/, inside(checkScreen)],
        [/^\/mission\/([\w-]+)\/envoye$/, inside(sentScreen)],
        [/^\/fermer$/, inside(leaveScreen)],
      ],
      (shown) => this.#shown(shown),
    );
  }

  async open() {
    const card = this.#takeCard();
    this.#enter(session.load());
    addEventListener("beforeunload", (event) => this.notebook.busy.length && event.preventDefault());
    addEventListener("online", () => this.notebook.wake());
    addEventListener("visibilitychange", () => (document.hidden ? this.notebook.flush() : this.notebook.wake()));
    addEventListener("hashchange", () => this.#cardAgain(), true);
    if (card) {
      this.card = card;
      return this.router.go("/carte", { replace: true });
    }
    return this.router.show();
  }

  /** A screen that meets a token the site no longer knows leads back to the door. */
  async #guarded(open, params) {
    try {
      return await open(this, params);
    } catch (error) {
      if (error.status !== 401) throw error;
      this.signedOut();
      return null;
    }
  }

  /** The token of a card leaves the address bar before anything else happens. */
  #takeCard() {
    const token = location.hash.slice(1);
    if (!token || token.startsWith("/")) return "";
    history.replaceState(null, "", location.pathname);
    return token;
  }

  #cardAgain() {
    const card = this.#takeCard();
    if (!card) return;
    this.card = card;
    this.router.go("/carte", { replace: true });
  }

  /** @param {session.Session} given */
  signedIn(given) {
    session.store(given);
    if (this.owner !== given.pupil.id) this.notebook.clear();
    this.door = this.chosen = this.card = null;
    this.notice = "";
    this.#enter(given);
    this.notebook.wake();
    this.router.go("/missions", { replace: true });
  }

  /** The site no longer knows this tablet. What is not kept waits here for the same pupil. */
  signedOut() {
    session.forget();
    this.#enter(null);
    this.notice = gettext("Ton carnet s’est fermé. Entre de nouveau pour continuer.");
    this.router.go("/", { replace: true });
  }

  /** The pupil closes the notebook: nothing stays on the tablet. */
  signOut() {
    this.api.signOut().catch(() => {});
    session.forget();
    this.notebook.clear();
    this.owner = null;
    this.#enter(null);
    this.notice = "";
    this.router.go("/", { replace: true });
  }

  /** For a screen that has nothing to show. @returns {null} */
  elsewhere(path) {
    this.router.go(path, { replace: true });
    return null;
  }

  #enter(given) {
    this.session = given;
    if (given) this.owner = given.pupil.id;
    this.api.token = given?.token ?? "";
    this.corner.showPupil(given);
  }

  #shown(screen) {
    this.page = screen.page ?? null;
    this.place = screen.place ?? "";
    this.#tell();
  }

  #tell() {
    this.corner.show(this.place, this.page, this.session ? [...this.notebook.pages.values()] : []);
    this.router.shown?.update?.();
  }
}
