/**
 * What the tablet keeps (IndexedDB). Bytes are ArrayBuffers: blobs broke on iOS 18.4. Knows nothing of the page.
 *
 * tablet: what the class gave, by `id` · pages: a pupil's writing for one mission, by [owner, assignment] · photos: what
 * is known of a photo · bytes: the photo itself · wishes: "don't publish it", by photo · tokens: by pupil
 */

const TABLES = { tablet: "id", pages: ["owner", "assignment"], photos: "id", bytes: "id", wishes: "photo", tokens: "owner" };

/** `full`: no room left on the tablet · `closed`: its storage can't be reached. */
export class StoreError extends Error {
  constructor(cause) {
    super(cause?.message ?? "no storage");
    this.code = cause?.name === "QuotaExceededError" ? "full" : "closed";
  }
}

export class Store {
  /** @param {string} [name] */
  constructor(name = "carnet") {
    this.name = name;
    this.opening = null;
  }

  get = (table, key) => this.transact("readonly", [table], (of) => of(table).get(key));
  all = (table) => this.transact("readonly", [table], (of) => of(table).all());
  put = (table, ...values) => this.transact("readwrite", [table], (of) => values.forEach((value) => of(table).put(value)));

  /** Read, change and write a record that is there, as one step. @returns {Promise<any>} what stands now */
  update(table, key, change) {
    return this.transact("readwrite", [table], (of) => of(table).change(key, change));
  }

  /** Everything of a pupil, and nothing of another. @param {"pages" | "photos" | "wishes"} table */
  of(owner, table) {
    return this.transact("readonly", [table], (of) => of(table).of(owner));
  }

  /**
   * All or nothing, and on the disk when it resolves. A connection that the browser dropped is opened again, once: `work`
   * may run twice.
   * @template T
   * @param {"readonly" | "readwrite"} mode @param {string[]} tables
   * @param {(of: (table: string) => Table) => T | Promise<T>} work
   * @returns {Promise<T>} rejects with a StoreError, or with what `work` threw
   */
  async transact(mode, tables, work) {
    try {
      return await this.#once(mode, tables, work);
    } catch (error) {
      if (!["InvalidStateError", "AbortError", "UnknownError", "TransactionInactiveError"].includes(error?.name)) throw wrapped(error);
      this.opening = null;
      return this.#once(mode, tables, work).catch((again) => Promise.reject(wrapped(again)));
    }
  }

  async #once(mode, tables, work) {
    const database = await (this.opening ??= this.#open());
    const transaction = database.transaction(tables, mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
    });
    let result;
    try {
      result = await work((table) => new Table(transaction.objectStore(table)));
    } catch (error) {
      done.catch(() => {});
      abort(transaction);
      // A request that failed for want of room says so in the transaction.
      throw transaction.error ?? error;
    }
    await done;
    return result;
  }

  #open() {
    const opening = new Promise((resolve, reject) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        for (const [table, keyPath] of Object.entries(TABLES)) request.result.createObjectStore(table, { keyPath });
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.onclose = () => (this.opening = null);
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
    });
    opening.catch(() => (this.opening = null));
    return opening;
  }

  /** Forget the class and all that was done in it. */
  async wipe() {
    await this.transact("readwrite", Object.keys(TABLES), (of) => Object.keys(TABLES).forEach((table) => of(table).clear()));
  }
}

/** The place of something new in the queue: the tablet's clock may be years off, and turn back. Needs the table `tablet`. */
export async function nextSeq(of) {
  const value = ((await of("tablet").get("seq"))?.value ?? 0) + 1;
  await of("tablet").put({ id: "seq", value });
  return value;
}

class Table {
  constructor(table) {
    this.table = table;
  }

  get = (key) => promised(this.table.get(key));
  all = () => promised(this.table.getAll());
  of = async (owner) => (await this.all()).filter((record) => record.owner === owner);
  put = (value) => promised(this.table.put(value));
  delete = (key) => promised(this.table.delete(key));
  clear = () => promised(this.table.clear());

  async change(key, change) {
    const record = await this.get(key);
    if (!record) return undefined;
    const changed = { ...record, ...change(record) };
    await this.put(changed);
    return changed;
  }
}

function promised(request) {
  const promise = new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  promise.catch(() => {});
  return promise;
}

function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

function wrapped(error) {
  return error instanceof DOMException ? new StoreError(error) : error;
}
