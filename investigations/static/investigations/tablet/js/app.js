/** What the screens share: the tablet, who is signed in, and the way from one screen to the next. */

import { Corner } from "./corner.js";
import { Fingers } from "./fingers.js";
import { Router } from "./router.js";
import * as session from "./session.js";
import { boardScreen } from "./screens/board.js";
import { cardScreen } from "./screens/card.js";
import { checkScreen } from "./screens/check.js";
import { codeScreen } from "./screens/code.js";
import { missionScreen } from "./screens/mission.js";
import { missionsScreen } from "./screens/missions.js";
import { namesScreen } from "./screens/names.js";
import { picturesScreen } from "./screens/pictures.js";
import { questionScreen } from "./screens/question.js";
import { rescueScreen } from "./screens/rescue.js";
import { sentScreen } from "./screens/sent.js";
import { gettext } from "./texts.js";
import { about } from "./device.js";
import { applyIfSafe, watchUpdates } from "./updates.js";

const EVERY = 60_000;
const SOON = 2_000;

export class App {
  /** @param {{api: Api, store: Store, outbox: Outbox, tablet: Tablet, notebook: Notebook}} parts */
  constructor(parts) {
    Object.assign(this, parts);
    this.pupil = null;
    this.chosen = null;
    /** Why the pupil stands at the door again, if not by choice. */
    this.notice = "";
    this.page = null;
    this.tablet.about = () => about(this);
    this.tablet.onChange = () => this.#tell();
    this.notebook.onState = () => {
      this.#tell();
      // What kept an update waiting may be stored now.
      applyIfSafe();
    };
    this.outbox.onState = () => this.#outbox();
    this.outbox.onChange = (owner, assignment) => this.notebook.changed(owner, assignment).catch(() => {});
    this.outbox.onErased = (owner, why) => this.#erased(owner, why).catch(() => {});
    this.fingers = new Fingers();
    this.corner = new Corner({ onSignOut: () => this.signOut() });
    const screen = (open) => (params) => open(this, params);
    const joined = (open) => (params) => (this.tablet.me ? open(this, params) : this.elsewhere("/"));
    const inside = (open) => (params) => {
      if (!this.pupil) return this.elsewhere("/");
      return this.tablet.revoked && !this.notebook.busy.length ? void this.signOut() : open(this, params);
    };
    this.router = new Router(
      [
        [/^\/$/, (params) => (this.isOpen ? namesScreen : codeScreen)(this, params)],
        [/^\/images$/, (params) => (this.isOpen ? picturesScreen(this, params) : this.elsewhere("/"))],
        [/^\/carte$/, screen(cardScreen)],
        [/^\/tablette$/, joined(boardScreen)],
        [/^\/secours$/, joined(rescueScreen)],
        [/^\/missions$/, inside(missionsScreen)],
        [/^\/mission\/([\w-]+)$/, inside(missionScreen)],
        [/^\/mission\/([\w-]+)\/question\/(\d+)$/, inside(questionScreen)],
        [/^\/mission\/([\w-]+)\/relire$/, inside(checkScreen)],
        [/^\/mission\/([\w-]+)\/envoye$/, inside(sentScreen)],
      ],
      (shown) => this.#shown(shown),
    );
  }

  async open() {
    const card = this.#takeCard();
    addEventListener("online", () => this.#wake());
    addEventListener("visibilitychange", () => (document.hidden ? this.notebook.flush().catch(() => {}) : this.#wake()));
    addEventListener("pagehide", () => this.notebook.flush().catch(() => {}));
    addEventListener("beforeunload", (event) => this.notebook.busy.length && event.preventDefault());
    addEventListener("hashchange", (event) => this.#cardAgain(event), true);
    watchUpdates({ isSafe: () => !this.notebook.busy.length && !this.isWriting });
    try {
      await this.tablet.load();
      await this.#enter(this.tablet.pupils.find(({ id }) => id === session.load()) ?? null);
    } catch (error) {
      this.trouble = error;
    }
    this.#wake();
    setInterval(() => !document.hidden && this.#look(), EVERY);
    if (card) {
      this.card = card;
      return this.router.go("/carte", { replace: true });
    }
    return this.router.show();
  }

  /** Whether this tablet is of a class that lets it open notebooks. */
  get isOpen() {
    return Boolean(this.tablet.me) && !this.tablet.revoked;
  }

  /** Whether somebody writes: nothing may reload the page under their hands. */
  get isWriting() {
    return Boolean(document.querySelector("[data-question]")) || [...document.querySelectorAll("main input")].some(({ value }) => value);
  }

  #wake() {
    this.outbox.wake();
    return this.#look();
  }

  /** Ask for news. A pause of the outbox goes on: only a reason to hope ends it. */
  async #look() {
    this.outbox.stir();
    await this.tablet.refresh().catch(() => {});
    if (this.pupil && this.tablet.revoked && !this.isWriting) await this.signOut();
    // A question that is open keeps what stands in its field.
    if (this.pupil && !this.isWriting) await this.notebook.refresh().catch(() => {});
    if (await this.tablet.isLeaving.catch(() => false)) await this.leave().catch(() => {});
    applyIfSafe();
  }

  /** The token of a card leaves the address bar before anything else happens. */
  #takeCard() {
    const token = location.hash.slice(1);
    if (!token || token.startsWith("/")) return "";
    history.replaceState(null, "", location.pathname);
    return token;
  }

  #cardAgain(event) {
    const card = this.#takeCard();
    if (!card) return;
    // WebKit asks here before the router, which would show the card a second time.
    event.stopImmediatePropagation();
    this.card = card;
    this.router.go("/carte", { replace: true });
  }

  /** @param {session.Pupil} pupil whom the tablet has let in */
  async signedIn(pupil) {
    this.chosen = this.card = null;
    this.notice = "";
    await this.notebook.flush().catch(() => {});
    await this.#enter(pupil);
    this.router.go("/missions", { replace: true });
  }

  /** The pupil closes the notebook: the work stays on the tablet, out of sight, and goes on being sent. */
  async signOut() {
    try {
      await this.notebook.flush();
    } catch {
      // The storage refuses: what was typed would go with the page.
      return this.router.show();
    }
    await this.#enter(null);
    return this.router.go("/", { replace: true });
  }

  /** Leave the class, now or after the last receipt. @returns {Promise<boolean>} whether it has left */
  async leave() {
    if (!(await this.tablet.leave())) return false;
    await this.#enter(null);
    this.notice = gettext("Cette tablette a quitté sa classe. Il ne reste rien dessus.");
    await this.router.go("/", { replace: true });
    return true;
  }

  /** A pupil is no longer in the class: the notebook closes, and says why. */
  async #erased(owner, why) {
    await this.tablet.refresh().catch(() => {});
    if (owner !== this.pupil?.id) return;
    await this.#enter(null);
    this.notice = why;
    await this.router.go("/", { replace: true });
  }

  /** For a screen that has nothing to show. @returns {null} */
  elsewhere(path) {
    this.router.go(path, { replace: true });
    return null;
  }

  async #enter(pupil) {
    session.store(pupil?.id ?? "");
    this.pupil = pupil;
    await this.notebook.open(pupil?.id ?? null);
    this.corner.showPupil(pupil);
  }

  #shown(screen) {
    this.page = screen.page ?? null;
    this.#tell();
    applyIfSafe();
  }

  /** When something went, the teacher's board hears of it soon. */
  #outbox() {
    if (this.outbox.state === "idle" && this.tablet.me) {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.tablet.tell().catch(() => {}), SOON);
    }
    this.#tell();
  }

  #tell() {
    const { shown } = this.router;
    this.fingers.free(() => this.router.shown?.update?.());
    this.corner.show(shown?.place ?? "", this.page, this.pupil ? [...this.notebook.pages.values()] : [], this);
  }
}
