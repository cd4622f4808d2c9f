/** Keeps a draft on the tablet: stored when the pupil pauses, before anything says "kept". Knows nothing of the page. */

import { merged } from "./merging.js";
import { contentOf, isUnsent } from "./pages.js";
import { nextSeq } from "./store.js";

const QUIET = 500;
/** Sent a little later than stored: a sentence goes as one version, not as ten. */
const SOON = 1_500;

export class Keeper {
  /** @param {Draft} draft @param {Store} store @param {Outbox} outbox */
  constructor(draft, store, outbox) {
    Object.assign(this, { draft, store, outbox });
    /** kept: on this tablet · writing · failing: the tablet's storage refuses @type {"kept" | "writing" | "failing"} */
    this.state = "kept";
    this.onState = () => {};
    this.last = Promise.resolve();
    /** How many writings are on their way to the storage. */
    this.storing = 0;
    this.read(draft.record);
    draft.onChange = () => this.touch();
  }

  /** Whether the draft holds what the storage doesn't yet: nothing older may be read over it. */
  get isDirty() {
    return this.dirty || this.storing > 0;
  }

  /** The draft shows what is stored. @param {any} record */
  read(record) {
    this.stored = record.written;
    this.seen = structuredClone(contentOf(record));
    this.dirty = false;
  }

  /** Something was written. What was to be submitted isn't any more: the pupil is writing again. */
  touch() {
    this.dirty = true;
    this.draft.submit = false;
    if (this.state !== "failing") this.#say("writing");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush().catch(() => {}), QUIET);
  }

  /** Store at once what is written. @returns {Promise<void>} rejects with a StoreError */
  flush() {
    return this.dirty ? this.write() : this.last;
  }

  /** Give the whole to the teacher: it goes when it can. */
  async submit() {
    this.draft.submit = true;
    await this.write();
    this.outbox.wake();
  }

  /** Store the writing, with what belongs to it, as one step. @param {(of: any, seq: number) => any} [more] @param {string[]} [tables] */
  write(more = () => {}, tables = []) {
    clearTimeout(this.timer);
    this.storing += 1;
    this.last = this.last.catch(() => {}).then(() => this.#write(more, tables));
    return this.last;
  }

  async #write(more, tables) {
    const { draft } = this;
    const writing = structuredClone(draft.writing);
    const { owner, assignment } = draft.record;
    this.dirty = false;
    let record;
    try {
      record = await this.store.transact("readwrite", ["pages", "tablet", ...tables], async (of) => {
        const seq = await nextSeq(of);
        await more(of, seq);
        return of("pages").change([owner, assignment], (page) => ({ ...this.#together(page, writing), refusal: null, gone: false, seq: isUnsent(page) ? page.seq : seq }));
      });
    } catch (error) {
      this.dirty = true;
      this.trouble = error;
      this.#say("failing");
      throw error;
    } finally {
      this.storing -= 1;
    }
    this.stored = record.written;
    this.seen = structuredClone(contentOf(record));
    // What was done meanwhile stays on top.
    if (this.isDirty) draft.read({ ...record, ...merged(writing, draft.writing, contentOf(record)), submit: draft.submit });
    else draft.read(record);
    this.#say(this.isDirty ? "writing" : "kept");
    this.#send();
  }

  /** Another tab, or news from the site, may have changed what is stored since it was read here. */
  #together(page, writing) {
    const content = page.written === this.stored ? writing : merged(this.seen, writing, contentOf(page));
    return { ...content, submit: writing.submit, written: page.written + 1 };
  }

  #send() {
    clearTimeout(this.sending);
    this.sending = setTimeout(() => this.outbox.stir(), SOON);
  }

  #say(state) {
    this.state = state;
    this.onState();
  }
}
