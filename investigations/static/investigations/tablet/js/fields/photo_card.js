/** One photo, as a print stuck into the notebook. */

import { el, fill } from "../dom.js";
import { gettext, interpolate } from "../texts.js";

/**
 * @param {{entry: PhotoEntry, page: Page,
 *   thumbnails: Thumbnails, again: HTMLElement, onRemove: () => void}} parts
 */
export function photoCard({ entry, page, thumbnails, again, onRemove }) {
  const { draft, photos } = page;
  const { id } = entry;
  const place = () => draft.photosOf(entry.question).findIndex((other) => other.id === id) + 1;
  const image = el("img.print__image", { alt: "" });
  const state = el("p.print__state", { "data-photo-state": true });
  const bar = el("progress.print__progress", { max: "1", "aria-label": gettext("Envoi de la photo") });
  const label = el("span", {}, gettext("Légende"));
  const caption = el("input.lines", {
    type: "text", maxlength: 200, value: entry.caption, "data-caption": true, autocapitalize: "sentences",
    placeholder: gettext("Que voit-on ?"), oninput: ({ target }) => draft.setCaption(id, target.value),
  });
  const remove = el("button.button.button--quiet", { type: "button", onclick: onRemove, "data-remove": true }, gettext("Enlever"));
  const wish = el("div.wish", { "data-wish": true });
  const node = el("li.print", { "data-photo": id }, image, state, bar, el("label.print__caption", {}, label, caption), el("div.print__actions", {}, again, remove), wish);
  let wished;

  thumbnails.show(image, id, photos.parcels.get(id)?.ready);

  function drawWish() {
    const objects = draft.objected.has(id);
    if (objects === wished) return;
    const hadFocus = wish.contains(document.activeElement);
    wished = objects;
    const act = () => photos.object(id, !objects);
    if (objects) fill(wish, el("p.wish__words", {}, gettext("C’est noté : cette photo ne sera pas publiée.")), el("button.button.button--quiet", { type: "button", onclick: act }, gettext("Annuler")));
    else fill(wish, el("button.wish__ask", { type: "button", onclick: act }, gettext("S’il te plaît, ne publie pas ma photo")));
    if (hadFocus) wish.querySelector("button").focus();
  }

  function update() {
    const parcel = photos.parcels.get(id);
    const { slug, text } = stateWords(parcel, draft.held.has(id));
    image.alt = interpolate(gettext("Photo %(place)s"), { place: place() });
    if (state.textContent !== text) fill(state, text);
    state.dataset.photoState = slug;
    bar.hidden = slug !== "sending";
    bar.value = parcel?.part ?? 0;
    drawWish();
  }

  return { node, update };
}

/** @param {Parcel | undefined} parcel @param {boolean} held */
export function stateWords(parcel, held) {
  if (held) return { slug: "kept", text: gettext("Photo arrivée") };
  switch (parcel?.state) {
    case "preparing":
      return { slug: "waiting", text: gettext("La photo se prépare…") };
    case "waiting":
      return { slug: "waiting", text: gettext("Photo à envoyer") };
    case "sending":
      return { slug: "sending", text: gettext("Photo en route…") };
    case "failing":
      return { slug: "failing", text: gettext("Pas encore partie : on réessaie") };
    case "refused":
      return { slug: "refused", text: parcel.refusal.detail || gettext("Cette photo ne peut pas être gardée. Prends-en une autre.") };
    default:
      return { slug: "lost", text: gettext("Cette photo n’est pas arrivée. Reprends-la, ou enlève-la.") };
  }
}
