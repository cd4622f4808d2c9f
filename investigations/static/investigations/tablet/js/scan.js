/** Reads a card's code with the camera. Loaded when asked for. */

import { el, fill } from "./dom.js";
import { gettext } from "./texts.js";

const PAUSE = 250;

/** @param {HTMLElement} place where the camera shows @returns {Promise<string>} what the code says; "" if the child gave up */
export async function scan(place) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    fill(place, el("p.message", { role: "alert" }, gettext("L’appareil photo ne s’ouvre pas. Demande à un adulte, ou entre sans ta carte.")));
    return new Promise(() => {});
  }
  const video = el("video.scan", { playsinline: true, muted: true, autoplay: true });
  video.srcObject = stream;
  let over = false;
  fill(place, video, el("p.help", { role: "status" }, gettext("Montre le carré noir et blanc de ta carte.")), el("button.button.button--quiet", { type: "button", onclick: () => (over = true) }, gettext("Arrêter")));
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let found = "";
  try {
    while (!over && !found && video.isConnected) {
      found = (await detector.detect(video).catch(() => []))[0]?.rawValue ?? "";
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
  return found;
}
