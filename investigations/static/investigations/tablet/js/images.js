/** Making a photo small enough for a school's network, before it leaves the tablet. */

export const LONGEST = 2048;
const QUALITY = 0.85;

/**
 * A JPEG of at most 2048 px; the file as it is where the browser can't open it (the site decides then).
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export async function scaled(file) {
  try {
    return (await drawn(file)) ?? file;
  } catch {
    return file;
  }
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
