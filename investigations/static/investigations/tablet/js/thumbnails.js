/** Addresses of photos for `<img>`: what is on the tablet, else the site's small picture, fetched with the token. */

export class Thumbnails {
  /** @param {Api} api */
  constructor(api) {
    this.api = api;
    this.urls = new Map();
  }

  /** @param {HTMLImageElement} image @param {string} photo @param {Promise<Blob>} [ready] */
  async show(image, photo, ready) {
    try {
      if (!this.urls.has(photo)) this.urls.set(photo, URL.createObjectURL(await (ready ?? this.api.thumbnail(photo))));
      image.src = this.urls.get(photo);
    } catch {
      image.closest("[data-photo]")?.classList.add("is-blank");
    }
  }

  close() {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }
}
