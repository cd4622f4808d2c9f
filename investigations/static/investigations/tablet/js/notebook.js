/** The pupil's missions on this tablet, with a draft, its saver and its photos for each. Knows nothing of the page. */

import { PhotoSender } from "./photo_sender.js";
import { Saver } from "./saver.js";
import { Draft } from "./state.js";

/** @typedef {{mission: any, draft: Draft, saver: Saver, photos: PhotoSender}} Page one mission */

export class Notebook {
  /** @param {Api} api */
  constructor(api) {
    this.api = api;
    /** @type {Map<string, Page>} */
    this.pages = new Map();
    this.onState = () => {};
    this.onSignedOut = () => {};
  }

  /**
   * Ask for the missions. What is not yet kept stays as it is here, and so does what was kept while the answer was on its
   * way: that answer may be older.
   * @returns {Promise<Page[]>}
   */
  async refresh() {
    const settled = new Set([...this.pages.values()].filter((page) => !isBusy(page)));
    const writings = new Map([...settled].map((page) => [page, page.saver.written]));
    const { missions } = await this.api.missions();
    const pages = new Map();
    for (const mission of missions) {
      const known = this.pages.get(mission.id);
      const ours = known && (!settled.has(known) || writings.get(known) !== known.saver.written || isBusy(known));
      pages.set(mission.id, ours ? this.#updated(known, mission) : this.#page(mission, known));
    }
    this.pages = pages;
    this.onState();
    return [...pages.values()];
  }

  /** The missions, or those that are known here while the site can't be reached. @returns {Promise<Page[]>} */
  async missions() {
    try {
      return await this.refresh();
    } catch (error) {
      if (!error.passing || !this.pages.size) throw error;
      return [...this.pages.values()];
    }
  }

  /** @param {string} id @returns {Promise<Page | undefined>} */
  async page(id) {
    if (!this.pages.has(id)) await this.refresh();
    return this.pages.get(id);
  }

  get busy() {
    return [...this.pages.values()].filter(isBusy);
  }

  flush() {
    for (const page of this.pages.values()) page.saver.flush();
  }

  wake() {
    for (const page of this.pages.values()) {
      page.saver.wake();
      page.photos.wake();
    }
  }

  /** Another pupil must never meet these answers. */
  clear() {
    this.pages.clear();
    this.onState();
  }

  #updated(page, mission) {
    const writing = page.mission.report?.may_write !== false;
    if (!writing) page.mission.report = mission.report;
    page.mission.story = mission.story;
    return page;
  }

  #page(mission, known) {
    if (known) {
      // The same page goes on: a screen may stand on it and be written on.
      known.mission = mission;
      known.draft.read(mission);
      return known;
    }
    const draft = new Draft(mission);
    draft.onFault = () => this.onState();
    const saver = new Saver(draft, this.api);
    const photos = new PhotoSender(draft, this.api);
    for (const worker of [saver, photos]) {
      worker.onState = () => this.onState();
      worker.onSignedOut = () => this.onSignedOut();
    }
    return { mission, draft, saver, photos };
  }
}

/** @param {Page} page */
export function isBusy({ saver, photos }) {
  return saver.isDirty || photos.isBusy;
}
