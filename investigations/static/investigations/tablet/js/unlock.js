/** Opens a pupil's token, sealed for the right four pictures or the card: no network is needed. Knows nothing of the page. */

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const utf8 = (text) => new TextEncoder().encode(text);

/** PBKDF2-SHA256, 32 bytes. @param {string} secret @param {{salt: string, iterations: number}} how @returns {Promise<ArrayBuffer>} */
async function stretched(secret, { salt, iterations }) {
  const key = await crypto.subtle.importKey("raw", utf8(secret), "PBKDF2", false, ["deriveBits"]);
  return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations }, key, 256);
}

/** @returns {Promise<string | null>} null: the key is wrong */
async function opened(raw, seal) {
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  const sealed = bytesOf(seal);
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, 12) }, key, sealed.slice(12)));
  } catch {
    return null;
  }
}

/** @param {any} pupil of the roster @param {string[]} pictures @returns {Promise<string | null>} the pupil's token */
export async function withPictures(pupil, pictures) {
  return opened(await stretched(pictures.join(" "), pupil), pupil.seal);
}

/** @param {any[]} pupils of the roster @param {string} text the card's address or its letters @returns {Promise<{pupil: any, token: string} | null>} */
export async function withCard(pupils, text) {
  const card = text.slice(text.lastIndexOf("#") + 1).replace(/[\s-]/g, "").toUpperCase().replace(/[018]/g, (digit) => ({ 0: "O", 1: "I", 8: "B" })[digit]);
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(card)))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const pupil = pupils.find((one) => one.card === digest);
  if (!pupil) return null;
  const token = await opened(await crypto.subtle.digest("SHA-256", utf8(`seal/${card}`)), pupil.card_seal);
  return token ? { pupil, token } : null;
}

/** Whether the teacher's eight digits are right. @param {string} code @param {{salt: string, iterations: number, hash: string}} check */
export async function isRescueCode(code, check) {
  const hash = new Uint8Array(await stretched(code.replace(/\D/g, ""), check));
  return btoa(String.fromCharCode(...hash)) === check.hash;
}
