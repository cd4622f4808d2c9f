/** This tablet as a part of its class: joined once, it knows the class's pupils and missions without network. Knows nothing of the page. */

import { isRescueCode, withCard, withPictures } from "./unlock.js";

const FREE_TRIES = 3;
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 3_600_000;
/** Noes that only a teacher can turn. */
const SHUT = new Set(["not_writable", "not_yours_now", "not_found"]);

export class Tablet {
  /** @param {{store: Store, api: Api, outbox: Outbox}} parts */
  constructor({ store, api, outbox }) {
    Object.assign(this, { store, api, outbox });
    this.me = this.roster = this.pack = null;
    /** Whether the class has taken this tablet out: it may send what it holds, and nothing else. */
    this.revoked = false;
    this.onChange = () => {};
    /** What this page knows of itself, for the teacher's board. @returns {Promise<any>} */
    this.about = async () => ({});
    api.onClock = (skew) => store.put("tablet", { id: "clock", skew }).catch(() => {});
  }

  async load() {
    const [me, roster, missions] = await Promise.all(["me", "roster", "missions"].map((id) => this.store.get("tablet", id)));
    Object.assign(this, { me, roster: roster?.given, pack: missions?.given, revoked: Boolean(me?.revoked) });
  }

  /** @returns {any[]} */
  get pupils() {
    return this.roster?.pupils ?? [];
  }

  get missions() {
    return this.pack?.missions ?? [];
  }

  /**
   * Join a class: by its code while the door is open, or by any pupil's card.
   * @param {{code: string} | {card: string}} given
   * @returns {Promise<any>} the card's pupil, signed in; null with a code
   */
  async join(given) {
    const { token, tablet, classroom, pupil, pupil_token } = await this.api.join(given);
    // A tablet that changes class keeps what it still has to send; what it knew of the other class goes.
    await this.store.transact("readwrite", ["tablet"], async (of) => {
      for (const id of ["roster", "missions", "waits", "leaving"]) await of("tablet").delete(id);
      await of("tablet").put({ id: "me", token, tablet, classroom });
    });
    await this.load();
    await this.refresh();
    if (pupil) await this.#entered(pupil.id, pupil_token);
    return pupil ?? null;
  }

  /** Ask for what the class gives: only what changed. @returns {Promise<boolean>} whether the site answered */
  async refresh() {
    if (!this.me) return false;
    try {
      for (const what of ["roster", "missions"]) await this.#fetch(what);
      await this.outbox.askAfter(this.pupils.map(({ id }) => id));
      await this.tell();
      if (this.unknown) this.outbox.wake();
      this.unknown = false;
      return true;
    } catch (error) {
      if (error.code === "revoked") await this.#revoke(true);
      else if (error.status !== 0 && !error.passing && error.status !== 401) throw error;
      this.unknown = error.status === 401 && !this.revoked;
      return false;
    } finally {
      this.onChange();
    }
  }

  async #fetch(what) {
    const known = await this.store.get("tablet", what);
    const news = await this.api.pack(what, this.me.token, known?.etag);
    if (!news) return;
    await this.store.put("tablet", { id: what, ...news });
    if (what === "roster") this.roster = news.given;
    else {
      this.pack = news.given;
      // An investigation may take work again, or a mission have been given back.
      const open = new Set(this.missions.map(({ id }) => id));
      await this.outbox.unpark(({ refusal, assignment }) => SHUT.has(refusal.code) && open.has(assignment));
    }
  }

  /** Tell the teacher's board how this tablet stands. */
  async tell() {
    const { reports, photos } = await this.outbox.unsent();
    const about = await this.about();
    const answer = await this.api.status(this.me.token, { unsent_reports: reports, unsent_photos: photos, ...about });
    await this.#revoke(Boolean(answer.revoked));
  }

  /** Kept: without network, too, a revoked tablet opens no notebook. */
  async #revoke(revoked) {
    if (this.revoked === revoked) return;
    this.revoked = revoked;
    this.me = await this.store.update("tablet", "me", () => ({ revoked }));
  }

  /**
   * Check four pictures on the spot. Waits that grow are kept over restarts.
   * @returns {Promise<{ok: boolean, wait?: number, left?: number}>} `wait` in milliseconds
   */
  async signIn(pupil, pictures) {
    const waits = (await this.store.get("tablet", "waits")) ?? { id: "waits" };
    const mine = waits[pupil.id] ?? { wrong: 0, until: 0 };
    const wait = Math.min(mine.until - Date.now(), LONGEST_WAIT);
    if (wait > 0) return { ok: false, wait };
    const token = await withPictures(pupil, pictures);
    const wrong = token ? 0 : mine.wrong + 1;
    const pause = wrong < FREE_TRIES ? 0 : Math.min(FIRST_WAIT * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT);
    await this.store.put("tablet", { ...waits, [pupil.id]: { wrong, until: pause && Date.now() + pause } });
    if (!token) return { ok: false, wait: pause, left: FREE_TRIES - wrong };
    await this.#entered(pupil.id, token);
    return { ok: true };
  }

  /** @param {string} card @returns {Promise<any>} the pupil, signed in; null: not a card of this class */
  async signInWithCard(card) {
    const found = await withCard(this.pupils, card);
    if (!found) return null;
    const waits = await this.store.get("tablet", "waits");
    if (waits) await this.store.put("tablet", { ...waits, [found.pupil.id]: undefined });
    await this.#entered(found.pupil.id, found.token);
    return found.pupil;
  }

  async #entered(owner, token) {
    await this.store.put("tokens", { owner, token });
    this.outbox.wake();
  }

  isRescueCode = (code) => isRescueCode(code, this.roster.rescue);

  /** Leave the class: at once if nothing waits, else after the last receipt. @returns {Promise<boolean>} whether it has left */
  async leave() {
    const { reports, photos, wishes } = await this.outbox.unsent();
    if (reports + photos + wishes) {
      await this.store.put("tablet", { id: "leaving" });
      return false;
    }
    try {
      await this.api.leave(this.me.token);
    } catch (error) {
      // It has left already: the answer to the first time was lost.
      if (error.code !== "signed_out") throw error;
    }
    await this.store.wipe();
    Object.assign(this, { me: null, roster: null, pack: null, revoked: false, unknown: false });
    return true;
  }

  async stay() {
    await this.store.transact("readwrite", ["tablet"], (of) => of("tablet").delete("leaving"));
  }

  get isLeaving() {
    return this.store.get("tablet", "leaving").then(Boolean);
  }
}
