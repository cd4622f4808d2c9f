/** Talking to the site (/api/v1/). Knows nothing of the page. */

import { sha256 } from "./digest.js";

const PATIENCE = 30_000;
const PATIENCE_PHOTO = 180_000;
/** Noes of the site that a later try may turn: the way was at fault, not what was sent. */
const PASSING = new Set(["malformed", "altered"]);

/** A no, or silence: `status` 0 when nothing of ours answered. */
export class ApiError extends Error {
  /** @param {number} status @param {string} code @param {string} detail @param {Record<string, any>} [extra] */
  constructor(status, code, detail = "", extra = {}) {
    super(detail || code);
    Object.assign(this, { status, code, detail, extra });
    /** Milliseconds that the site asks to wait. */
    this.wait = 0;
  }

  /** Whether the same thing may be sent again later with hope. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500 || PASSING.has(this.code);
  }
}

export class Api {
  /** @param {{base: string, language: string, fetch?: typeof fetch}} options */
  constructor({ base, language, fetch: fetcher = (...given) => fetch(...given) }) {
    this.base = base;
    this.language = language;
    this.fetch = fetcher;
    /** Called with the milliseconds by which this tablet's clock is ahead of the site's. */
    this.onClock = () => {};
  }

  /** @param {{code: string} | {card: string}} given */
  join = (given) => this.#json("POST", "tablets/join", "", given);
  leave = (token) => this.#json("POST", "tablet/leave", token);
  status = (token, said) => this.#json("PUT", "tablet/status", token, said);
  missions = (token) => this.#json("GET", "missions", token);
  object = (token, photo, wish) => this.#json(wish ? "PUT" : "DELETE", `photos/${photo}/objection`, token);

  /** What the class gives a tablet. @param {"roster" | "missions"} what @returns {Promise<{etag: string, given: any} | null>} null: as it was */
  async pack(what, token, etag) {
    const answer = await this.#send("GET", `tablet/${what}`, token, undefined, etag && { "If-None-Match": etag });
    if (answer.status === 304) return null;
    const given = await this.#body(answer);
    // A portal may answer with JSON of its own.
    return { etag: answer.headers.get("ETag") ?? "", given: ours(given, Array.isArray(given?.[what === "roster" ? "pupils" : "missions"])) };
  }

  /**
   * Send a version, as the very text that every retry sends again.
   * Only our own receipt counts: a captive portal's 200 is a failure.
   * @param {string} token @param {{report: string, version: string, text: string}} attempt
   */
  async saveVersion(token, { report, version, text }) {
    const receipt = await this.#body(await this.#send("PUT", `reports/${report}/versions/${version}`, token, text));
    return ours(receipt, receipt?.version === version && receipt.report === report && receipt.sha256 === (await sha256(text)));
  }

  /** @param {string} token @param {any} photo as the store knows it @param {ArrayBuffer} bytes */
  async sendPhoto(token, photo, bytes) {
    const { id, assignment, report, device_time, clock_skew } = photo;
    const address = new URLSearchParams({ assignment, report, device_time, ...(clock_skew == null ? {} : { clock_skew }) });
    const headers = { "Content-Type": photo.type || "application/octet-stream", "X-Content-SHA256": photo.sha256 };
    const receipt = await this.#body(await this.#send("PUT", `photos/${id}?${address}`, token, bytes, headers, PATIENCE_PHOTO));
    return ours(receipt, receipt?.photo === id && receipt.sha256 === photo.sha256);
  }

  /** The photo's small picture. @param {string} token @param {string} photo @returns {Promise<Blob>} */
  async thumbnail(token, photo) {
    const answer = await this.#send("GET", `photos/${photo}/thumbnail`, token);
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("image/")) throw await refusal(answer);
    return answer.blob();
  }

  async #json(method, path, token, data) {
    const answer = await this.#send(method, path, token, data && JSON.stringify(data));
    return answer.status === 204 ? null : this.#body(answer);
  }

  async #send(method, path, token, content, more = {}, patience = PATIENCE) {
    const headers = { Accept: "application/json, image/*", "Accept-Language": this.language, ...more };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (typeof content === "string") headers["Content-Type"] = "application/json";
    try {
      // No cookie goes along: an adult who is signed in on the same tablet is none of the notebook's business.
      return await this.fetch(this.base + path, { method, headers, body: content, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(patience) });
    } catch {
      throw new ApiError(0, "offline");
    }
  }

  async #body(answer) {
    if (!answer.ok) throw await refusal(answer);
    const given = ours(parsed(await answer.text().catch(() => "")));
    const time = Date.parse(given.server_time);
    if (time) this.onClock(Date.now() - time);
    return given;
  }
}

function ours(receipt, is = receipt !== undefined) {
  if (!is) throw new ApiError(0, "not_a_receipt");
  return receipt;
}

async function refusal(answer) {
  const given = parsed(await answer.text().catch(() => ""));
  // An error page of a proxy or a portal is not our no.
  const { code, detail, ...extra } = given?.code ? given : { code: "not_ours" };
  const error = new ApiError(given?.code || answer.status >= 500 ? answer.status : 0, code, detail, extra);
  error.wait = 1_000 * (Number(answer.headers.get("Retry-After")) || 0);
  return error;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
