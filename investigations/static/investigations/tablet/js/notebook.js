/** A pupil's missions on this tablet, with a draft, its keeper and its photos for each. Knows nothing of the page. */

import { Album } from "./album.js";
import { uuid } from "./ids.js";
import { Keeper } from "./keeper.js";
import { merged } from "./merging.js";
import { isSubmitted, isUnsent, wished } from "./pages.js";
import { Draft } from "./state.js";

/** @typedef {{mission: any, draft: Draft, saver: Keeper, photos: Album}} Page one mission */

const NOTHING = { version: null, answers: {}, photos: [], others: {} };

export class Notebook {
  /** @param {{store: Store, api: Api, outbox: Outbox, tablet: Tablet, shrink: (file: Blob) => Promise<Blob>}} parts */
  constructor(parts) {
    Object.assign(this, parts);
    this.owner = null;
    /** @type {Map<string, Page>} */
    this.pages = new Map();
    this.reading = Promise.resolve();
    this.onState = () => {};
  }

  /** Show this pupil's missions, and nobody else's. @param {string | null} owner */
  async open(owner) {
    if (this.owner === owner) return;
    this.owner = owner;
    this.pages = new Map();
    if (owner) await this.#read();
  }

  /** @param {string} id @returns {Promise<Page | undefined>} */
  async page(id) {
    if (!this.pages.has(id)) await this.refresh();
    return this.pages.get(id);
  }

  /** Take in what the site knows; nothing happens without network. */
  async refresh() {
    const { owner } = this;
    const token = (await this.store.get("tokens", owner))?.token;
    const receipts = new Map((await this.store.of(owner, "pages")).map((page) => [page.assignment, page.receipts]));
    try {
      const { missions } = await this.api.missions(token);
      for (const mission of missions) await this.#adopt(owner, mission, receipts.get(mission.id));
    } catch (error) {
      if (error.status === undefined) throw error;
    }
    this.outbox.stir();
    if (this.owner === owner) await this.#read();
  }

  /** A pupil's page stands otherwise than before: an outbox's news. */
  async changed(owner, assignment) {
    if (owner !== this.owner) return;
    const record = await this.store.get("pages", [owner, assignment]);
    // What came together on the site is to be seen here, too.
    if (record?.merged) await this.refresh();
    else await this.#read();
  }

  /** Pages with something that is not stored yet. */
  get busy() {
    return [...this.pages.values()].filter(({ saver, photos }) => saver.isDirty || photos.isPreparing);
  }

  flush() {
    return Promise.all([...this.pages.values()].map(({ saver }) => saver.flush()));
  }

  /** One after the other: what was read first never shows last. */
  #read() {
    this.reading = this.reading.catch(() => {}).then(() => this.#readNow());
    return this.reading;
  }

  async #readNow() {
    const { owner } = this;
    for (const mission of this.tablet.missions.filter(({ pupils }) => pupils.includes(owner))) await this.#adopt(owner, mission);
    const savers = [...this.pages.values()].map(({ saver }) => saver);
    const writings = () => savers.map(({ stored }) => stored).join();
    let before, records, photos;
    do {
      await Promise.allSettled(savers.map(({ last }) => last));
      before = writings();
      [records, photos] = await this.store.transact("readonly", ["pages", "photos"], (of) => Promise.all([of("pages").of(owner), of("photos").of(owner)]));
      // What was written while it was read is newer.
    } while (savers.some(({ storing }) => storing) || writings() !== before);
    const order = this.tablet.missions.map(({ id }) => id);
    records.sort((one, other) => order.indexOf(one.assignment) - order.indexOf(other.assignment));
    if (this.owner !== owner) return;
    this.pages = new Map(records.map((record) => [record.assignment, this.#page(record, photos)]));
    this.onState();
  }

  #page(record, photos) {
    const page = this.pages.get(record.assignment) ?? this.#newPage(record);
    // The same page goes on: a screen may stand on it and be written on.
    if (page.saver.isDirty) page.draft.stands(record);
    else {
      page.draft.read(record);
      page.saver.read(record);
    }
    page.photos.read(photos.filter(({ assignment }) => assignment === record.assignment));
    page.mission = page.draft.mission;
    return page;
  }

  #newPage(record) {
    const draft = new Draft(record);
    const saver = new Keeper(draft, this.store, this.outbox);
    const photos = new Album({ ...this, draft, keeper: saver });
    for (const part of [saver, photos]) part.onState = () => this.onState();
    draft.onFault = () => this.onState();
    return { mission: draft.mission, draft, saver, photos };
  }

  /**
   * @param {any} mission from the class's pack, or with the pupil's own report from the site
   * @param {number} [receipts] how many this tablet had when it asked for the pupil's report
   */
  #adopt(owner, mission, receipts) {
    const key = [owner, mission.id];
    return this.store.transact("readwrite", ["pages", "tokens", "wishes"], async (of) => {
      // The tablet left its class, or the pupil was erased, while the site answered: nothing of theirs comes back.
      if (!(await of("tokens").get(owner))) return;
      const known = (await of("pages").get(key)) ?? blank(owner, mission);
      // The site has given a receipt since: what it says here may be older.
      if ("report" in mission && known.receipts !== receipts) return;
      const wishes = (await of("wishes").of(owner)).filter(({ assignment }) => assignment === mission.id);
      await of("pages").put({ ...known, ...adopted(known, mission, wishes) });
    });
  }
}

/** A page on which nothing is written yet. */
export function blank(owner, mission) {
  return {
    owner, assignment: mission.id, report: mission.report?.id ?? mission.report_id ?? uuid(), mission, base: NOTHING, ...NOTHING,
    written: 0, kept: 0, submit: false, attempt: null, last: null, refusal: null, seq: 0, held: {}, objected: [], state: null, mayWrite: true,
  };
}

/** What changes in a stored page by what the site says. */
function adopted(page, mission, wishes) {
  if (!("report" in mission)) return { mission: { ...page.mission, ...mission } };
  const { report } = mission;
  if (!report) return { mission: { ...page.mission, ...mission } };
  const stands = { mission: { ...page.mission, ...mission }, state: report.state, mayWrite: report.may_write, held: { ...page.held, ...report.held }, objected: wishes.reduce(wished, report.objected) };
  // A version is on its way: its own receipt tells what it met.
  if (page.attempt) return stands;
  const theirs = { version: report.version, answers: report.answers, photos: report.photos, others: report.others ?? {} };
  const untouched = { ...stands, base: theirs, merged: false, ...(isSubmitted(report) && page.last ? {} : { gone: false }) };
  // The number moves so that a draft which is being typed notices.
  if (!isUnsent(page)) return { ...untouched, ...theirs, version: undefined, report: report.id, written: page.written + 1, kept: page.written + 1 };
  return { ...untouched, ...merged(page.base, page, theirs), written: page.written + 1 };
}
