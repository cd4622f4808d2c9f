/** Making a photo small enough for a school's network and for the tablet's storage. */

import { gettext, interpolate } from "./texts.js";

export const LONGEST = 2048;
const QUALITY = 0.85;
/** What the site takes. */
const HEAVIEST = 25 * 1024 * 1024;

/**
 * A JPEG of at most 2048 px; the file as it is where the browser can't open it (the site decides then).
 * @param {Blob} file
 * @returns {Promise<Blob>} rejects with a `detail` for the child
 */
export async function scaled(file) {
  const small = (await drawn(file).catch(() => null)) ?? file;
  if (small.size <= HEAVIEST) return small;
  const size = Math.round(small.size / 1024 / 1024);
  throw Object.assign(new Error("too heavy"), { detail: interpolate(gettext("La photo est trop lourde (%(size)s Mo). Choisis-en une autre."), { size }) });
}

async function drawn(file) {
  // Without resizeWidth: Chromium got portraits wrong with it. Orientation is applied by the browser.
  const bitmap = await createImageBitmap(file);
  try {
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d", { alpha: false });
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    // Memory that iOS doesn't give back by itself.
    canvas.width = canvas.height = 0;
    return blob?.type === "image/jpeg" && blob.size ? blob : null;
  } finally {
    bitmap.close();
  }
}
