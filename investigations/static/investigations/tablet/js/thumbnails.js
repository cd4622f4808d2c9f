/** Addresses of photos for `<img>`: what is on the tablet, else the site's small picture, fetched with the pupil's token. */

export class Thumbnails {
  /** @param {App} app @param {Album} photos */
  constructor({ api, store, pupil }, photos) {
    Object.assign(this, { api, store, photos, owner: pupil.id });
    this.urls = new Map();
  }

  /** @param {HTMLImageElement} image @param {string} photo */
  async show(image, photo) {
    // What is no photo can't be shown either.
    image.onerror = () => image.closest("[data-photo]")?.classList.add("is-blank");
    try {
      if (!this.urls.has(photo)) this.urls.set(photo, URL.createObjectURL((await this.photos.bytesOf(photo)) ?? (await this.#fetched(photo))));
      image.src = this.urls.get(photo);
    } catch {
      image.onerror();
    }
  }

  async #fetched(photo) {
    return this.api.thumbnail((await this.store.get("tokens", this.owner))?.token, photo);
  }

  close() {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }
}
