/** The photos of one mission, on this tablet. Knows nothing of the page. */

import { sha256 } from "./digest.js";
import { uuid } from "./ids.js";
import { wished } from "./pages.js";

let turn = Promise.resolve();

export class Album {
  /**
   * @param {{draft: Draft, keeper: Keeper, store: Store, outbox: Outbox, shrink: (file: Blob) => Promise<Blob>}} parts
   */
  constructor({ draft, keeper, store, outbox, shrink }) {
    Object.assign(this, { draft, keeper, store, outbox, shrink });
    /** What is known of each photo, without its bytes. @type {Map<string, any>} */
    this.known = new Map();
    /** How many are being made small, by question. @type {Map<string, number>} */
    this.preparing = new Map();
    this.onState = () => {};
  }

  /** Read again what the store knows. @param {any[]} photos of this mission */
  read(photos) {
    this.known = new Map(photos.map((photo) => [photo.id, photo]));
  }

  /**
   * Take a photo in: it is in the notebook when this resolves, stored. One after the other: memory stays low.
   * @param {string} question @param {Blob} file @param {string} [instead] the photo that it replaces
   * @returns {Promise<void>} rejects with a StoreError, or what `shrink` threw
   */
  add(question, file, instead) {
    this.#count(question, 1);
    const mine = turn.then(() => this.#add(question, file, instead));
    turn = mine.catch(() => {});
    return mine.finally(() => this.#count(question, -1));
  }

  async #add(question, file, instead) {
    const { draft, store } = this;
    const small = await this.shrink(file);
    const bytes = await small.arrayBuffer();
    const { owner, assignment, report } = draft.record;
    const skew = (await store.get("tablet", "clock"))?.skew;
    const photo = {
      id: uuid(), owner, assignment, report, question, type: small.type, sha256: await sha256(bytes), size: bytes.byteLength, state: "unsent",
      refusal: null, device_time: new Date().toISOString(), clock_skew: skew == null ? null : Math.round(skew / 1_000),
    };
    const before = [...draft.photos];
    this.known.set(photo.id, photo);
    draft.placePhoto(photo.id, question, instead);
    draft.submit = false;
    try {
      await this.keeper.write(async (of, seq) => {
        await of("photos").put({ ...photo, seq });
        await of("bytes").put({ id: photo.id, owner, bytes });
      }, ["photos", "bytes"]);
    } catch (error) {
      draft.photos = before;
      this.known.delete(photo.id);
      throw error;
    }
    this.onState();
  }

  #count(question, more) {
    this.preparing.set(question, (this.preparing.get(question) ?? 0) + more);
    this.onState();
  }

  get isPreparing() {
    return [...this.preparing.values()].some(Boolean);
  }

  /** @returns {Promise<Blob | null>} what is on the tablet */
  async bytesOf(id) {
    const kept = this.known.has(id) && (await this.store.get("bytes", id));
    return kept ? new Blob([kept.bytes], { type: this.known.get(id).type }) : null;
  }

  stateOf(id) {
    if (this.draft.held.has(id)) return "held";
    if (this.outbox.current?.of.id === id) return this.outbox.state === "sending" ? "sending" : "failing";
    return this.known.get(id)?.state ?? "lost";
  }

  get unsent() {
    return this.draft.photos.filter(({ id }) => ["unsent", "sending", "failing"].includes(this.stateOf(id)));
  }

  /** Photos of the report that will never arrive by themselves. */
  get stranded() {
    return this.draft.photos.filter(({ id }) => ["parked", "lost"].includes(this.stateOf(id)));
  }

  /** "Please don't publish my photo". @param {string} id @param {boolean} wish */
  async object(id, wish) {
    const { owner, assignment } = this.draft.record;
    await this.keeper.write(async (of, seq) => {
      await of("wishes").put({ photo: id, owner, assignment, wish, seq });
      await of("pages").change([owner, assignment], ({ objected }) => ({ objected: wished(objected, { photo: id, wish }) }));
    }, ["wishes"]);
    this.outbox.stir();
    this.onState();
  }
}
