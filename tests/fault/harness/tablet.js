/** One simulated tablet in a worker: the notebook's own modules, without its page. */

import { Album } from "/static/investigations/tablet/js/album.js";
import { Api } from "/static/investigations/tablet/js/api.js";
import { sha256 } from "/static/investigations/tablet/js/digest.js";
import { Keeper } from "/static/investigations/tablet/js/keeper.js";
import { blank } from "/static/investigations/tablet/js/notebook.js";
import { Outbox } from "/static/investigations/tablet/js/outbox.js";
import { Patience } from "/static/investigations/tablet/js/retry.js";
import { Draft } from "/static/investigations/tablet/js/state.js";
import { Store } from "/static/investigations/tablet/js/store.js";

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ done: await play(data) });
  } catch (error) {
    postMessage({ failed: String(error?.stack ?? error) });
  }
});

async function play({ name, owner, token, mission, photos, pace }) {
  const store = new Store(name);
  const api = new Api({ base: "/api/v1/", language: "fr" });
  const receipts = recorded(api);
  const outbox = new Outbox({ store, api, patience: new Patience({ first: 40, longest: 1_500 }) });
  const record = blank(owner, { ...mission, investigation: { state: "open" } });
  await store.put("tokens", { owner, token });
  await store.put("pages", record);
  const draft = new Draft(record);
  const keeper = new Keeper(draft, store, outbox);
  const album = new Album({ draft, keeper, store, outbox, shrink: (file) => file });
  const picture = await (await fetch("/__fault__/photo.jpg")).arrayBuffer();
  const words = mission.questions.filter(({ kind }) => kind.endsWith("text"));
  const { id: question } = mission.questions.find(({ kind }) => kind === "photos");
  for (let number = 0; number < photos; number++) {
    await album.add(question, marked(picture, `${name} ${number}`));
    draft.setAnswer(words[number % words.length].id, `${name} a vu ${number}`);
    await pause(Math.random() * pace);
  }
  for (const { id } of words) if (!draft.answers[id]) draft.setAnswer(id, "Oui.");
  for (const other of mission.questions.filter(({ required, kind, id }) => required && kind !== "photos" && !draft.answers[id])) draft.setAnswer(other.id, answerTo(other));
  await keeper.submit();
  const sent = { name, assignment: mission.id, answers: { ...draft.answers }, photos: [...album.known.values()].map(({ id, sha256: hash }) => ({ id, sha256: hash })) };
  const waking = setInterval(() => outbox.wake(), 2_000);
  while (!(await store.get("pages", [owner, mission.id])).gone) {
    if (outbox.trouble) throw outbox.trouble;
    if ((await outbox.unsent()).parked) throw new Error(`parked: ${JSON.stringify([...(await store.all("pages")), ...(await store.all("photos"))].map(({ refusal }) => refusal))}`);
    await pause(100);
  }
  clearInterval(waking);
  const left = await Promise.all(["photos", "bytes"].map((table) => store.all(table)));
  if (left.some((table) => table.length)) throw new Error("copies were kept after the whole receipt");
  return { ...sent, receipts };
}

/** Every receipt that the outbox takes for one, with the SHA-256 of what was sent, counted here. */
function recorded(api) {
  const receipts = [];
  const { sendPhoto, saveVersion } = Api.prototype;
  api.sendPhoto = async (token, photo, bytes) => {
    const receipt = await sendPhoto.call(api, token, photo, bytes);
    receipts.push({ id: photo.id, sha256: receipt.sha256, sent: await sha256(bytes) });
    return receipt;
  };
  api.saveVersion = async (token, attempt) => {
    const receipt = await saveVersion.call(api, token, attempt);
    receipts.push({ id: attempt.version, sha256: receipt.sha256, sent: await sha256(attempt.text) });
    return receipt;
  };
  return receipts;
}

/** The same photograph with a comment of its own in it (JPEG, marker COM): other bytes, the same picture. */
function marked(picture, comment) {
  const text = new TextEncoder().encode(comment);
  const length = text.length + 2;
  return new Blob([picture.slice(0, 2), new Uint8Array([0xff, 0xfe, length >> 8, length & 255]), text, picture.slice(2)], { type: "image/jpeg" });
}

function answerTo({ kind, choices, minimum }) {
  if (kind === "number") return minimum ?? 1;
  return kind === "choice" ? choices[0] : [choices[0]];
}
