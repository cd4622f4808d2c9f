/** Sends photos one after the other, each again until the site gives its receipt. Knows nothing of the page. */

import { Patience } from "./retry.js";

/**
 * preparing: being made small · waiting · sending (`part` tells how far) · failing: will be sent again · kept ·
 * refused (`refusal` says why)
 * @typedef {"preparing"|"waiting"|"sending"|"failing"|"kept"|"refused"} ParcelState
 * @typedef {{id: string, ready: Promise<Blob>, blob?: Blob, state: ParcelState, part: number, refusal: any}} Parcel
 */

export class PhotoSender {
  /**
   * @param {Draft} draft
   * @param {Api} api
   */
  constructor(draft, api) {
    this.draft = draft;
    this.api = api;
    /** @type {Map<string, Parcel>} */
    this.parcels = new Map();
    /** "Please don't publish my photo", said and not yet known to the site. @type {Map<string, boolean>} */
    this.wishes = new Map();
    this.onState = () => {};
    this.onSignedOut = () => {};
    this.running = false;
    this.patience = new Patience();
  }

  /** @param {string} id @param {Promise<Blob>} ready that may reject with `{detail}` for the child */
  async add(id, ready) {
    /** @type {Parcel} */
    const parcel = { id, ready, state: "preparing", part: 0, refusal: null };
    this.parcels.set(id, parcel);
    this.onState();
    try {
      parcel.blob = await ready;
      parcel.state = "waiting";
    } catch (refusal) {
      Object.assign(parcel, { state: "refused", refusal });
    }
    this.onState();
    this.#run();
  }

  /** A photo that was taken out of the report needs no sending; put back, it goes again. */
  get unsent() {
    const shown = new Set(this.draft.photos.map(({ id }) => id));
    return [...this.parcels.values()].filter((parcel) => shown.has(parcel.id) && !["kept", "refused"].includes(parcel.state));
  }

  get isBusy() {
    return this.unsent.length > 0 || [...this.wishes.keys()].some((id) => this.draft.held.has(id));
  }

  /** Photos of the report that will never arrive by themselves: refused, or lost with a page that was closed. */
  get stranded() {
    return this.draft.photos.filter(({ id }) => !this.draft.held.has(id) && [undefined, "refused"].includes(this.parcels.get(id)?.state));
  }

  /** @param {string} id @param {boolean} wish whether it is not to be published */
  object(id, wish) {
    if (wish) this.draft.objected.add(id);
    else this.draft.objected.delete(id);
    this.wishes.set(id, wish);
    this.onState();
    this.#run();
  }

  wake() {
    this.patience.wake();
    this.#run();
  }

  async #run() {
    if (this.running) return;
    this.running = true;
    let job;
    while ((job = this.#next()) && (await job()));
    this.running = false;
  }

  /** A wish goes first, once its photo is there. @returns {(() => Promise<boolean>) | undefined} */
  #next() {
    const wish = [...this.wishes].find(([id]) => this.draft.held.has(id));
    if (wish) return () => this.#wish(...wish);
    const parcel = this.unsent.find(({ blob }) => blob);
    return parcel && (() => this.#try(parcel));
  }

  async #wish(id, wish) {
    try {
      const receipt = await this.api.object(id, wish);
      if (receipt?.photo !== id) throw Object.assign(new Error("not_a_receipt"), { passing: true });
    } catch (error) {
      if (error.status === 401) return this.#signedOut();
      if (error.passing) {
        await this.patience.pause();
        return true;
      }
    }
    // Another wish may have been said meanwhile.
    if (this.wishes.get(id) === wish) this.wishes.delete(id);
    this.onState();
    return true;
  }

  #signedOut() {
    this.onSignedOut();
    return false;
  }

  async #try(parcel) {
    parcel.state = "sending";
    const onProgress = (part) => {
      parcel.part = part;
      this.onState();
    };
    this.onState();
    try {
      const { draft } = this;
      const sending = { photo: parcel.id, assignment: draft.mission.id, report: draft.report, bytes: parcel.blob, onProgress };
      this.#keep(parcel, await this.api.sendPhoto(sending));
      return true;
    } catch (error) {
      return this.#fail(parcel, error);
    }
  }

  #keep(parcel, receipt) {
    parcel.state = "kept";
    this.patience.calm();
    this.draft.held.add(parcel.id);
    this.draft.settle(receipt.report_state);
    this.onState();
  }

  async #fail(parcel, error) {
    parcel.part = 0;
    if (error.status === 401) {
      parcel.state = "failing";
      return this.#signedOut();
    }
    if (!error.passing) {
      parcel.state = "refused";
      parcel.refusal = error;
      this.onState();
      return true;
    }
    parcel.state = "failing";
    this.onState();
    await this.patience.pause();
    return true;
  }
}
