/** Photos: taking, looking at, captioning, taking again, taking out. */

import { announce, el, fill } from "../dom.js";
import { scaled } from "../images.js";
import { gettext, interpolate, ngettext } from "../texts.js";
import { leastPhotos } from "../state.js";
import { Thumbnails } from "../thumbnails.js";
import { photoCard } from "./photo_card.js";

const HEAVIEST = 25 * 1024 * 1024;

/**
 * @param {Question} question
 * @param {Page} page
 * @param {Api} api
 * @returns {{node: HTMLElement, update: () => void, leave: () => void}}
 */
export function photosField(question, page, api) {
  const { draft, photos, saver } = page;
  const thumbnails = new Thumbnails(api);
  const list = el("ul.photos", { "data-photos": true });
  const undo = el("div.undo", { role: "status", "data-undo-photo": true });
  const add = el("div.photo-add");
  const cards = new Map();

  /** @param {File} file @param {() => PhotoEntry} place */
  function take(file, place) {
    if (!file) return;
    fill(undo);
    photos.add(place().id, scaled(file).then(lightEnough));
    saver.flush();
    draw();
    announce(gettext("La photo est dans ton carnet."));
  }

  function chooser(word, css, attributes, place) {
    const onchange = ({ target }) => {
      take(target.files[0], place);
      target.value = "";
    };
    // The camera may reload the page on a small tablet: what is written goes out first.
    const input = el("input.visually-hidden", { type: "file", accept: "image/*", ...attributes, onchange, onclick: () => saver.flush() });
    return el("label.button.photo-button", { class: css }, word, input);
  }

  function remove(photo) {
    const back = draft.removePhoto(photo);
    const put = () => {
      back();
      photos.wake();
      fill(undo);
      draw();
    };
    fill(undo, el("span", {}, gettext("Photo enlevée.")), el("button.button.button--quiet", { type: "button", onclick: put }, gettext("Remettre la photo")));
    draw();
    undo.querySelector("button").focus();
  }

  function draw() {
    const entries = draft.photosOf(question.id);
    for (const entry of entries) {
      if (cards.has(entry.id)) continue;
      const again = chooser(gettext("Reprendre"), "button--quiet", { capture: "environment" }, () => draft.replacePhoto(entry.id));
      cards.set(entry.id, photoCard({ entry, page, thumbnails, again, onRemove: () => remove(entry.id) }));
    }
    fill(list, ...entries.map(({ id }) => cards.get(id).node));
    fill(add, ...adders(entries.length));
    update();
  }

  function adders(count) {
    const bounds = boundsWords(question, count);
    if (question.maximum && count >= question.maximum) return [el("p.help", {}, bounds)];
    const place = () => draft.addPhoto(question.id);
    const camera = chooser(count ? gettext("Prendre une autre photo") : gettext("Prendre une photo"), count >= Math.max(leastPhotos(question), 1) ? "button--quiet" : "", { capture: "environment", "data-camera": true }, place);
    const library = !page.mission.investigation.camera_only && chooser(gettext("Choisir une photo de la tablette"), "button--quiet", { "data-library": true }, place);
    return [el("div.photo-add__row", {}, camera, library), el("p.help", {}, bounds)];
  }

  function update() {
    for (const { id } of draft.photosOf(question.id)) cards.get(id)?.update();
  }

  draw();
  return { node: el("div.photo-field", {}, list, undo, add), update, leave: () => thumbnails.close() };
}

/** @param {Blob} blob */
function lightEnough(blob) {
  if (blob.size <= HEAVIEST) return blob;
  const size = Math.round(blob.size / 1024 / 1024);
  throw { detail: interpolate(gettext("La photo est trop lourde (%(size)s Mo). Choisis-en une autre."), { size }) };
}

/** @param {Question} question @param {number} count */
function boundsWords(question, count) {
  const least = leastPhotos(question);
  if (count < least) return interpolate(ngettext("Il faut au moins %(least)s photo.", "Il faut au moins %(least)s photos.", least), { least });
  if (question.maximum && count >= question.maximum) return interpolate(ngettext("%(count)s photo : c’est le maximum.", "%(count)s photos : c’est le maximum.", count), { count });
  if (question.maximum) return interpolate(ngettext("Tu peux en mettre %(most)s.", "Tu peux en mettre jusqu’à %(most)s.", question.maximum), { most: question.maximum });
  return "";
}
