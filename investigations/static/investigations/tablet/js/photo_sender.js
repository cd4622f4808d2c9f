/** Sends photos one after the other, each again until the site gives its receipt. Knows nothing of the page. */

import { Patience } from "./retry.js";

/**
 * waiting · sending (`part` tells how far) · failing: will be sent again · kept · refused (`refusal` says why)
 * @typedef {{id: string, blob: Blob, state: "waiting"|"sending"|"failing"|"kept"|"refused", part: number, refusal: any}} Parcel
 */

export class PhotoSender {
  /**
   * @param {import("./state.js").Draft} draft
   * @param {import("./api.js").Api} api
   */
  constructor(draft, api) {
    this.draft = draft;
    this.api = api;
    /** @type {Map<string, Parcel>} */
    this.parcels = new Map();
    this.onState = () => {};
    this.onSignedOut = () => {};
    this.running = false;
    this.patience = new Patience();
  }

  /** @param {string} id @param {Blob} blob */
  add(id, blob) {
    this.parcels.set(id, { id, blob, state: "waiting", part: 0, refusal: null });
    this.onState();
    this.#run();
  }

  /** A photo that was taken out of the report needs no sending; put back, it goes again. */
  get unsent() {
    const shown = new Set(this.draft.photos.map(({ id }) => id));
    return [...this.parcels.values()].filter((parcel) => shown.has(parcel.id) && !["kept", "refused"].includes(parcel.state));
  }

  wake() {
    this.patience.wake();
    this.#run();
  }

  async #run() {
    if (this.running) return;
    this.running = true;
    let parcel;
    while ((parcel = this.unsent[0]) && (await this.#try(parcel)));
    this.running = false;
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
      this.onState();
      this.onSignedOut();
      return false;
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
