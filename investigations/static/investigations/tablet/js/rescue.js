/** Unsent work in one file, sealed to the site's public key: docs/offline-protocol.md has its form. Loaded when asked for. */

const utf8 = (text) => new TextEncoder().encode(text);

function number(value, size) {
  const bytes = new DataView(new ArrayBuffer(size));
  if (size === 2) bytes.setUint16(0, value);
  else bytes.setUint32(size - 4, value);
  return new Uint8Array(bytes.buffer);
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let place = 0;
  for (const part of parts) {
    all.set(new Uint8Array(part), place);
    place += part.byteLength;
  }
  return all;
}

/** @returns {Promise<{head: Uint8Array, seal: (plain: Uint8Array) => Promise<Uint8Array[]>}>} */
async function sealing(tablet, publicKey) {
  const theirs = await crypto.subtle.importKey("raw", Uint8Array.from(atob(publicKey), (letter) => letter.charCodeAt(0)), { name: "ECDH", namedCurve: "P-256" }, false, []);
  const ours = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const stretch = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: point, info: utf8("cap-ou-pas-cap rescue") }, stretch, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const header = utf8(JSON.stringify({ tablet, key: btoa(String.fromCharCode(...point)) }));
  const head = joined(utf8("CAPNOTE1"), number(header.length, 2), header);
  let frame = 0;
  const seal = async (plain) => {
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: number(frame++, 12), additionalData: head }, key, plain));
    return [number(sealed.length, 4), sealed];
  };
  return { head, seal };
}

/**
 * One photo in memory at a time, whatever waits.
 * @param {{store: Store, outbox: Outbox, tablet: Tablet}} parts
 * @returns {Promise<Blob>}
 */
export async function rescueFile({ store, outbox, tablet }) {
  const { head, seal } = await sealing(tablet.me.tablet.id, tablet.roster.rescue.key);
  const parts = [head];
  const add = async (said, bytes = new Uint8Array()) => {
    const json = utf8(JSON.stringify(said));
    // In a blob the browser may move it out of memory.
    parts.push(new Blob(await seal(joined(number(json.length, 4), json, bytes))));
  };
  const tokens = new Map((await store.all("tokens")).map(({ owner, token }) => [owner, token]));
  const { photos, versions, wishes } = await outbox.waiting();
  for (const { id, owner, assignment, report, sha256, device_time, clock_skew } of photos) {
    const kept = await store.get("bytes", id);
    if (kept) await add({ kind: "photo", token: tokens.get(owner), photo: id, assignment, report, sha256, device_time, clock_skew }, kept.bytes);
  }
  for (const page of versions) {
    for (const { report, version, text } of await outbox.freeze(page)) {
      await add({ kind: "version", token: tokens.get(page.owner), report, version }, utf8(text));
    }
  }
  for (const { owner, photo, wish } of wishes) await add({ kind: "wish", token: tokens.get(owner), photo, wish });
  await add({ kind: "end" });
  return new Blob(parts, { type: "application/octet-stream" });
}
