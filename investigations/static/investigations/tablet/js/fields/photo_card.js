/** One photo, as a print stuck into the notebook. */

import { el, fill } from "../dom.js";
import { gettext, interpolate } from "../texts.js";

/**
 * @param {{entry: PhotoEntry, page: Page, app: App,
 *   thumbnails: Thumbnails, again: HTMLElement, onRemove: () => void}} parts
 */
export function photoCard({ entry, page, app, thumbnails, again, onRemove }) {
  const { draft, photos } = page;
  const { id } = entry;
  const place = () => draft.photosOf(entry.question).findIndex((other) => other.id === id) + 1;
  const image = el("img.print__image", { alt: "" });
  const state = el("p.print__state", { "data-photo-state": true });
  const retry = el("div");
  const label = el("span", {}, gettext("Légende"));
  const caption = el("input.lines", {
    type: "text", maxlength: 200, value: entry.caption, "data-caption": true, autocapitalize: "sentences",
    placeholder: gettext("Que voit-on ?"), oninput: ({ target }) => draft.setCaption(id, target.value),
  });
  const remove = el("button.button.button--quiet", { type: "button", onclick: onRemove, "data-remove": true }, gettext("Enlever"));
  const wish = el("div.wish", { "data-wish": true });
  const node = el("li.print", { "data-photo": id }, image, state, retry, el("label.print__caption", {}, label, caption), el("div.print__actions", {}, again, remove), wish);
  let wished;

  thumbnails.show(image, id);

  function drawWish() {
    const objects = draft.objected.has(id);
    if (objects === wished) return;
    const hadFocus = wish.contains(document.activeElement);
    wished = objects;
    const act = () => photos.object(id, !objects).catch(() => {});
    if (objects) fill(wish, el("p.wish__words", {}, gettext("C’est noté : cette photo ne sera pas publiée.")), el("button.button.button--quiet", { type: "button", onclick: act }, gettext("Annuler")));
    else fill(wish, el("button.wish__ask", { type: "button", onclick: act }, gettext("S’il te plaît, ne publie pas ma photo")));
    if (hadFocus) wish.querySelector("button").focus();
  }

  function update() {
    const { slug, text } = stateWords(photos, id);
    image.alt = interpolate(gettext("Photo %(place)s"), { place: place() });
    if (state.textContent !== text) fill(state, text);
    state.dataset.photoState = slug;
    if ((slug === "refused") !== retry.hasChildNodes()) fill(retry, slug === "refused" && el("button.button.button--quiet", { type: "button", onclick: () => app.outbox.unpark((one) => one.id === id) }, gettext("Essayer encore")));
    drawWish();
  }

  return { node, update };
}

/** @param {Album} photos @param {string} id */
export function stateWords(photos, id) {
  switch (photos.stateOf(id)) {
    case "held":
      return { slug: "kept", text: gettext("Photo arrivée") };
    case "unsent":
      return { slug: "waiting", text: gettext("Photo gardée sur la tablette") };
    case "sending":
      return { slug: "sending", text: gettext("Photo en route…") };
    case "failing":
      return { slug: "failing", text: gettext("Pas encore partie : on réessaie") };
    case "parked":
      return { slug: "refused", text: photos.known.get(id).refusal.detail || gettext("Cette photo ne peut pas être gardée. Prends-en une autre.") };
    default:
      return { slug: "lost", text: gettext("Cette photo n’est pas arrivée. Reprends-la, ou enlève-la.") };
  }
}
