/**
 * Sends what waits on this tablet, whoever is signed in: oldest first, one thing at a time, photos before the report that
 * shows them. Nothing is let go before the site's own receipt says the same SHA-256. Knows nothing of the page.
 */

import { attempts, contentOf, frozen, isOf, isUnsent, isWhole, received, settled, wantsReceipt } from "./pages.js";
import { Patience } from "./retry.js";

/** Silence, patience asked for, a site that is down: nothing is said about the thing that was sent. */
const OF_THE_WAY = new Set([0, 408, 429, 502, 503, 504, 507]);
const WHOLE = ["pages", "photos", "bytes"];

export class Outbox {
  /** @param {{store: Store, api: Api, patience?: Patience, locks?: LockManager}} parts */
  constructor({ store, api, patience = new Patience(), locks = globalThis.navigator?.locks }) {
    Object.assign(this, { store, api, patience, locks });
    /** @type {"idle" | "sending" | "waiting" | "barred"} barred: the site doesn't know this tablet; a teacher is needed */
    this.state = "idle";
    /** What is on its way now. */
    this.current = null;
    /** Called when a pupil's page or photo stands otherwise than before: (owner, assignment). */
    this.onChange = () => {};
    /** Called when a pupil was taken out of the class, and what was here with them: (owner, why). */
    this.onErased = () => {};
    this.onState = () => {};
    this.barred = new Set();
    this.wakes = 0;
    /** How often the site stumbled over a thing itself: others go first. @type {Map<string, number>} */
    this.stumbles = new Map();
  }

  /** Something new waits. A pause that was begun goes on. */
  stir() {
    this.again = true;
    return this.#run();
  }

  /** Try at once: the network is back, or somebody asked. */
  wake() {
    this.wakes += 1;
    this.barred.clear();
    this.patience.calm();
    this.patience.wake();
    return this.stir();
  }

  /** What waits here, sent or parked. */
  async waiting() {
    const { pages, photos, wishes } = await this.#everything();
    return { versions: pages.filter(isUnsent), photos: photos.filter(({ state }) => state !== "held"), wishes };
  }

  /** How much that is. @returns {Promise<{reports: number, photos: number, wishes: number, parked: number}>} */
  async unsent() {
    const { versions, photos, wishes } = await this.waiting();
    // A report whose "please don't publish" is not said yet is not home.
    const reports = new Set([...versions, ...photos, ...wishes].map(({ owner, assignment }) => `${owner} ${assignment}`));
    return { reports: reports.size, photos: photos.length, wishes: wishes.length, parked: [...versions, ...photos].filter(({ refusal }) => refusal).length };
  }

  async #run() {
    if (this.running) return;
    this.running = true;
    try {
      // Two tabs must not send the same thing side by side.
      await (this.locks ? this.locks.request(`outbox:${this.store.name}`, () => this.#all()) : this.#all());
      this.trouble = null;
    } catch (error) {
      // The tablet's own storage failed: nothing was let go, and the next call tries again.
      this.trouble = error;
    } finally {
      this.running = false;
      this.#say("idle");
    }
  }

  async #all() {
    let job;
    do {
      this.again = false;
      while ((job = await this.#next())) {
        this.#say("sending", job);
        await this.#try(job);
      }
    } while (this.again);
  }

  async #everything() {
    const [pages, photos, wishes] = await this.store.transact("readonly", ["pages", "photos", "wishes"], (of) =>
      Promise.all([of("pages").all(), of("photos").all(), of("wishes").all()]));
    const shown = new Set(pages.flatMap((page) => page.photos.map(({ id }) => id)));
    const held = new Set(pages.flatMap((page) => Object.keys(page.held)));
    // A photo that was taken out of its report needs no sending, nor its wish; put back, they go again.
    return { pages, held, photos: photos.filter(({ id }) => shown.has(id)), wishes: wishes.filter(({ photo }) => shown.has(photo) || held.has(photo)) };
  }

  /** @returns {Promise<{kind: "photo" | "version" | "wish", owner: string, token: string, wakes: number, of: any} | undefined>} */
  async #next() {
    const { pages, photos, wishes, held } = await this.#everything();
    const waiting = photos.filter(({ state }) => state === "unsent");
    const jobs = [
      ...waiting.map((of) => ({ kind: "photo", of })),
      ...pages.filter((page) => (isUnsent(page) || wantsReceipt(page)) && !page.refusal && !waiting.some((photo) => isOf(photo, page))).map((of) => ({ kind: "version", of })),
      ...wishes.filter(({ photo }) => held.has(photo)).map((of) => ({ kind: "wish", of })),
    ].filter(({ of }) => !this.barred.has(of.owner)).sort((one, other) => this.#stumbled(one) - this.#stumbled(other) || one.of.seq - other.of.seq);
    for (const job of jobs) {
      const token = (await this.store.get("tokens", job.of.owner))?.token;
      if (token) return { ...job, owner: job.of.owner, token, wakes: this.wakes };
    }
    return undefined;
  }

  /** Try what is parked once more. @param {(thing: any) => boolean} [which] pages and photos; all of them if left out */
  async unpark(which = () => true) {
    await this.store.transact("readwrite", ["pages", "photos"], async (of) => {
      for (const page of await of("pages").all()) if (page.refusal && which(page)) await of("pages").put({ ...page, refusal: null });
      for (const photo of await of("photos").all()) if (photo.refusal && which(photo)) await of("photos").put({ ...photo, refusal: null, state: "unsent" });
    });
    return this.wake();
  }

  async #try(job) {
    try {
      await { photo: () => this.#photo(job), version: () => this.#version(job), wish: () => this.#wish(job) }[job.kind]();
      this.patience.calm();
    } catch (error) {
      await this.#fail(job, error);
    }
    this.onChange(job.owner, job.of.assignment);
  }

  async #photo({ token, owner, of: photo }) {
    const kept = await this.store.get("bytes", photo.id);
    if (!kept) throw Object.assign(new Error("no bytes"), { code: "lost", detail: "" });
    const receipt = await this.api.sendPhoto(token, photo, kept.bytes);
    await this.store.transact("readwrite", WHOLE, async (of) => {
      await of("photos").change(photo.id, () => ({ state: "held" }));
      await of("pages").change([owner, photo.assignment], (page) => ({ ...received(page), held: { ...page.held, [photo.id]: receipt.sha256 }, ...(receipt.report_state && settled(receipt.report_state)) }));
    });
  }

  async #version({ token, owner, of: page }) {
    const attempt = page.attempt ?? (isUnsent(page) ? (await this.freeze(page))[0] : page.last);
    const receipt = await this.api.saveVersion(token, attempt);
    await this.store.transact("readwrite", WHOLE, (of) => this.#keep(of, [owner, page.assignment], attempt, receipt));
  }

  /**
   * The texts that are sent, oldest first, stored before the first byte leaves: every retry sends these very bytes under
   * this very id. What is on its way may have arrived, so what was written since comes after it, as another version.
   */
  async freeze({ owner, assignment }) {
    const skew = (await this.store.get("tablet", "clock"))?.skew;
    const page = await this.store.update("pages", [owner, assignment], (page) => {
      const newest = attempts(page).at(-1);
      if (!newest) return { attempt: frozen(page, skew) };
      if (newest.written >= page.written) return {};
      return { later: [...(page.later ?? []), frozen({ ...page, base: { version: newest.version } }, skew)] };
    });
    return attempts(page);
  }

  async #keep(of, key, attempt, receipt) {
    const page = await of("pages").get(key);
    if (!page) return;
    const base = { ...contentOf(JSON.parse(attempt.text)), version: attempt.version };
    const held = { ...page.held };
    const photos = (await of("photos").all()).filter((photo) => isOf(photo, page));
    for (const photo of photos) {
      if (receipt.photos[photo.id] === photo.sha256) held[photo.id] = photo.sha256;
      // The site thought it had it, and has it no more: it goes again.
      else if (photo.id in receipt.photos && photo.state === "held") await of("photos").put({ ...photo, state: "unsent" });
    }
    const again = attempt.version === page.last?.version;
    const [next = null, ...later] = attempts(page).filter(({ version }) => version !== attempt.version);
    const kept = { ...page, ...received(page), ...settled(receipt.state), base, held, attempt: next, later, last: again ? null : attempt, kept: Math.max(page.kept, attempt.written), submit: page.submit && !attempt.submit, merged: page.merged || receipt.merged };
    await of("pages").put(kept);
    if (isWhole(kept, receipt, photos)) await letGo(of, kept, photos);
  }

  async #wish({ token, owner, of: { photo, assignment, wish } }) {
    const receipt = await this.api.object(token, photo, wish);
    if (receipt?.photo !== photo) throw Object.assign(new Error("not_a_receipt"), { passing: true });
    await this.store.transact("readwrite", ["wishes", "pages"], async (of) => {
      await of("pages").change([owner, assignment], received);
      // Another wish may have been said meanwhile.
      if ((await of("wishes").get(photo))?.wish === wish) await of("wishes").delete(photo);
    });
  }

  async #fail(job, error) {
    if (error.status === 401) return this.#bar(job);
    if (error.status === 410) return this.#erase(job.owner, error.detail);
    if (error.passing) {
      if (!OF_THE_WAY.has(error.status)) this.stumbles.set(nameOf(job), this.#stumbled(job) + 1);
      this.#say("waiting", job);
      return this.patience.pause(error.wait);
    }
    if (error.status === undefined && error.code !== "lost") throw error;
    const refusal = { code: error.code, detail: error.detail };
    if (job.kind === "photo") return this.store.update("photos", job.of.id, () => ({ state: "parked", refusal }));
    if (job.kind === "version") return this.store.update("pages", [job.owner, job.of.assignment], () => ({ refusal, attempt: null, later: [] }));
    return this.store.transact("readwrite", ["wishes"], (of) => of("wishes").delete(job.of.photo));
  }

  #stumbled(job) {
    return this.stumbles.get(nameOf(job)) ?? 0;
  }

  /** Everything stays; other pupils' work goes on. A no from before somebody asked again is asked again. */
  #bar(job) {
    if (job.wakes !== this.wakes) return;
    this.barred.add(job.owner);
    this.#say("barred", job);
  }

  /** Whom the class's list no longer has: only the site's own word erases them. @param {string[]} present */
  async askAfter(present) {
    for (const { owner, token } of (await this.store.all("tokens")).filter((one) => !present.includes(one.owner))) {
      await this.api.missions(token).catch((error) => error.status === 410 && this.#erase(owner, error.detail));
    }
  }

  /** The pupil was taken out of the class for good: nothing of theirs may stay. */
  async #erase(owner, detail) {
    await this.store.transact("readwrite", [...WHOLE, "wishes", "tokens", "tablet"], async (of) => {
      for (const table of ["pages", "photos", "wishes", "tokens"]) {
        for (const record of (await of(table).all()).filter((one) => one.owner === owner)) {
          await of(table).delete(table === "pages" ? [owner, record.assignment] : record.id ?? record.photo ?? owner);
          if (table === "photos") await of("bytes").delete(record.id);
        }
      }
      await of("tablet").put({ id: `erased:${owner}`, detail });
    });
    this.onErased(owner, detail);
  }

  #say(state, current = null) {
    const tells = this.barred.size && state === "idle" ? "barred" : state;
    Object.assign(this, { state: tells, current });
    this.onState();
  }
}

const nameOf = ({ kind, of }) => [kind, of.owner, of.assignment, of.id ?? of.photo].join();

async function letGo(of, page, photos) {
  for (const { id } of photos) for (const table of ["photos", "bytes"]) await of(table).delete(id);
  await of("pages").put({ ...page, answers: {}, photos: [], others: {}, base: { version: page.base.version, ...contentOf({ answers: {}, photos: [] }) }, last: null, gone: true });
}
