/** Talking to the site (/api/v1/). Knows nothing of the page. */

import { sha256 } from "./digest.js";

const PATIENCE = 30_000;
/** Noes of the site that a later try may turn: the way was at fault, not what was sent. */
const PASSING = new Set(["malformed", "altered"]);
const PATIENCE_PHOTO = 180_000;

/** A no, or silence: `status` 0 and code `offline` when nothing of ours answered. */
export class ApiError extends Error {
  /** @param {number} status @param {string} code @param {string} detail @param {Record<string, any>} [extra] */
  constructor(status, code, detail = "", extra = {}) {
    super(detail || code);
    Object.assign(this, { status, code, detail, extra });
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
    this.token = "";
  }

  openClass = (code) => this.#json("POST", "sign-in/class", { code });
  signInWithPictures = (code, pupil, pictures) => this.#json("POST", "sign-in/pictures", { code, pupil, pictures });
  signInWithCard = (card) => this.#json("POST", "sign-in/card", { card });
  signOut = () => this.#json("POST", "sign-out");
  missions = () => this.#json("GET", "missions");
  object = (photo, wish) => this.#json(wish ? "PUT" : "DELETE", `photos/${photo}/objection`);

  /**
   * Send a version, as the very text that every retry sends again.
   * Only our own receipt counts: a captive portal's 200 is a failure.
   * @param {string} report @param {string} version @param {string} text
   */
  async saveVersion(report, version, text) {
    const digest = await sha256(text);
    const receipt = await this.#json("PUT", `reports/${report}/versions/${version}`, undefined, text);
    const ours = receipt?.version === version && receipt.report === report && (!digest || receipt.sha256 === digest);
    if (!ours) throw new ApiError(0, "not_a_receipt");
    return receipt;
  }

  /** The photo's small picture. @param {string} photo @returns {Promise<Blob>} */
  async thumbnail(photo) {
    const answer = await this.#send("GET", `photos/${photo}/thumbnail`);
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("image/")) throw await refusal(answer);
    return answer.blob();
  }

  /**
   * Send a photo's bytes. XMLHttpRequest, since fetch can't tell how far an upload is.
   * @param {{photo: string, assignment: string, report: string, bytes: Blob, onProgress: (part: number) => void}} sending
   */
  async sendPhoto({ photo, assignment, report, bytes, onProgress }) {
    const digest = await sha256(bytes);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("PUT", `${this.base}photos/${photo}?${new URLSearchParams({ assignment, report })}`);
      for (const [name, value] of Object.entries(this.#headers())) request.setRequestHeader(name, value);
      request.setRequestHeader("Content-Type", bytes.type.startsWith("image/") ? bytes.type : "application/octet-stream");
      if (digest) request.setRequestHeader("X-Content-SHA256", digest);
      request.timeout = PATIENCE_PHOTO;
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.onerror = request.ontimeout = request.onabort = () => reject(new ApiError(0, "offline"));
      request.onload = () => {
        const receipt = parsed(request.responseText);
        if (request.status >= 400) reject(errorOf(request.status, receipt));
        else if (receipt?.photo === photo && (!digest || receipt.sha256 === digest)) resolve(receipt);
        else reject(new ApiError(0, "not_a_receipt"));
      };
      request.send(bytes);
    });
  }

  async #json(method, path, data, text = data === undefined ? undefined : JSON.stringify(data)) {
    const answer = await this.#send(method, path, text);
    if (!answer.ok) throw await refusal(answer);
    if (answer.status === 204) return null;
    const body = parsed(await answer.text().catch(() => ""));
    if (body === undefined) throw new ApiError(0, "not_a_receipt");
    return body;
  }

  async #send(method, path, body) {
    const headers = this.#headers();
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), PATIENCE);
    try {
      // No cookie goes along: an adult who is signed in on the same tablet is none of the notebook's business.
      return await this.fetch(this.base + path, { method, headers, body, credentials: "omit", cache: "no-store", signal: controller.signal });
    } catch {
      throw new ApiError(0, "offline");
    } finally {
      clearTimeout(timer);
    }
  }

  #headers() {
    const headers = { Accept: "application/json, image/*", "Accept-Language": this.language };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    return headers;
  }
}

async function refusal(answer) {
  return errorOf(answer.status, parsed(await answer.text().catch(() => "")));
}

function errorOf(status, body) {
  // An error page of a proxy or a portal is not our no.
  if (!body?.code) return new ApiError(status >= 500 ? status : 0, "not_ours");
  const { code, detail, ...extra } = body;
  return new ApiError(status, code, detail, extra);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
