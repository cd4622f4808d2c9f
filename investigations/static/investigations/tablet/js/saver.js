/**
 * Keeps a draft: one version at a time, each sent again with the same bytes until the site gives a receipt for it.
 * Knows nothing of the page.
 */

import { uuid } from "./ids.js";
import { Patience } from "./retry.js";

const QUIET = 1_500;

/**
 * kept: the site has given its receipt for all that is here · waiting: typed, and soon sent · sending ·
 * failing: will be sent again · refused: the site said no (`refusal` says why)
 * @typedef {"kept" | "waiting" | "sending" | "failing" | "refused"} SaverState
 */

export class Saver {
  /**
   * @param {Draft} draft
   * @param {Api} api
   */
  constructor(draft, api) {
    this.draft = draft;
    this.api = api;
    /** @type {SaverState} */
    this.state = "kept";
    this.refusal = null;
    this.onState = () => {};
    this.onSignedOut = () => {};
    this.written = 0;
    this.kept = 0;
    this.attempt = null;
    this.running = false;
    this.submitting = null;
    this.patience = new Patience();
    draft.onChange = () => this.touch();
  }

  /** Whether leaving now would lose something. */
  get isDirty() {
    return this.written > this.kept;
  }

  /** Something was written: it is sent when the pupil pauses. */
  touch() {
    this.written += 1;
    if (!this.running) this.#say("waiting");
    this.#plan(QUIET);
  }

  /** Send at once what is written. */
  flush() {
    if (this.isDirty) this.#plan(0);
  }

  /** The network may be back: don't wait any longer. */
  wake() {
    this.patience.wake();
    this.flush();
  }

  /**
   * Send the whole to the teacher.
   * @returns {Promise<any>} the receipt; rejects with the ApiError of a refusal
   */
  submit() {
    this.written += 1;
    return new Promise((resolve, reject) => {
      this.submitting = { resolve, reject };
      this.patience.wake();
      this.#plan(0);
    });
  }

  #plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#run(), delay);
  }

  async #run() {
    if (this.running) return;
    this.running = true;
    while (this.isDirty && (await this.#try()));
    this.running = false;
  }

  /** @returns {Promise<boolean>} whether to go on at once */
  async #try() {
    this.attempt ??= this.#newAttempt();
    if (this.state !== "failing") this.#say("sending");
    try {
      this.#succeed(await this.api.saveVersion(this.draft.report, this.attempt.version, this.attempt.text));
      return Boolean(this.submitting) && this.isDirty;
    } catch (error) {
      return this.#fail(error);
    }
  }

  #newAttempt() {
    const submit = Boolean(this.submitting);
    // The text is frozen here: every retry sends these very bytes under this very id.
    return { version: uuid(), text: JSON.stringify(this.draft.content(submit)), written: this.written, submit };
  }

  #succeed(receipt) {
    const { written, submit } = this.attempt;
    this.attempt = null;
    this.kept = written;
    this.refusal = null;
    this.patience.calm();
    this.draft.keep(receipt);
    this.#say(this.isDirty ? "waiting" : "kept");
    if (submit) this.#settle("resolve", receipt);
    else if (this.isDirty && !this.submitting) this.#plan(QUIET);
  }

  async #fail(error) {
    if (error.status === 401) {
      this.#say("failing");
      this.onSignedOut();
      this.#settle("reject", error);
      return false;
    }
    if (error.passing) {
      this.#say("failing");
      await this.patience.pause();
      return true;
    }
    this.attempt = null;
    if (error.code === "conflict" && !this.conflicted) {
      // Another writing stands under this id: ours gets a new one, once.
      this.conflicted = true;
      return true;
    }
    this.refusal = error;
    this.#say("refused");
    this.#settle("reject", error);
    return false;
  }

  #settle(how, value) {
    const { submitting } = this;
    this.submitting = null;
    submitting?.[how](value);
  }

  /** @param {SaverState} state */
  #say(state) {
    this.state = state;
    this.onState();
  }
}
