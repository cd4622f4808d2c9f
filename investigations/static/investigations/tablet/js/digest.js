/** SHA-256 of what was sent, to compare with what a receipt says. Knows nothing of the page. */

/** @param {ArrayBuffer | string} content @returns {Promise<string>} hexadecimal */
export async function sha256(content) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
