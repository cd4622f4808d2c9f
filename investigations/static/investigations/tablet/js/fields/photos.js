/** Photos: taking, looking at, captioning, taking again, taking out. */

import { announce, el, fill } from "../dom.js";
import { gettext, interpolate, ngettext } from "../texts.js";
import { leastPhotos } from "../state.js";
import { troubleWords } from "../troubles.js";
import { Thumbnails } from "../thumbnails.js";
import { photoCard } from "./photo_card.js";

/**
 * @param {Question} question
 * @param {Page} page
 * @param {App} app
 * @returns {{node: HTMLElement, update: () => void, leave: () => void}}
 */
export function photosField(question, page, app) {
  const { draft, photos, saver } = page;
  const thumbnails = new Thumbnails(app, photos);
  const list = el("ul.photos", { "data-photos": true });
  const preparing = el("p.help", { role: "status", "data-preparing": true });
  const trouble = el("p.message", { role: "alert", "data-photo-trouble": true });
  const undo = el("div.undo", { role: "status", "data-undo-photo": true });
  const add = el("div.photo-add");
  const cards = new Map();
  let shown = "";

  /** @param {File} file @param {string} [instead] the photo that it replaces */
  async function take(file, instead) {
    if (!file) return;
    fill(undo);
    fill(trouble);
    try {
      await photos.add(question.id, file, instead);
      announce(gettext("La photo est dans ton carnet."));
    } catch (error) {
      fill(trouble, troubleWords(error));
    }
    draw();
  }

  function chooser(word, css, attributes, instead) {
    const onchange = async ({ target }) => {
      const files = [...target.files];
      await take(files[0], instead);
      target.value = "";
    };
    // The camera may reload the page on a small tablet: what is written is stored first.
    const input = el("input.visually-hidden", { type: "file", accept: "image/*", ...attributes, onchange, onclick: () => saver.flush().catch(() => {}) });
    return el("label.button.photo-button", { class: css }, word, input);
  }

  function remove(photo) {
    const back = draft.removePhoto(photo);
    const put = () => {
      back();
      fill(undo);
      draw();
    };
    fill(undo, el("span", {}, gettext("Photo enlevée.")), el("button.button.button--quiet", { type: "button", onclick: put }, gettext("Remettre la photo")));
    draw();
    undo.querySelector("button").focus();
  }

  function draw() {
    const entries = draft.photosOf(question.id);
    shown = entries.map(({ id }) => id).join();
    for (const entry of entries) {
      if (cards.has(entry.id)) continue;
      const again = chooser(gettext("Reprendre"), "button--quiet", { capture: "environment" }, entry.id);
      cards.set(entry.id, photoCard({ entry, page, app, thumbnails, again, onRemove: () => remove(entry.id) }));
    }
    fill(list, ...entries.map(({ id }) => cards.get(id).node));
    fill(add, ...adders(entries.length));
    update();
  }

  function adders(count) {
    const bounds = boundsWords(question, count);
    if (question.maximum && count >= question.maximum) return [el("p.help", {}, bounds)];
    const camera = chooser(count ? gettext("Prendre une autre photo") : gettext("Prendre une photo"), count >= Math.max(leastPhotos(question), 1) ? "button--quiet" : "", { capture: "environment", "data-camera": true });
    const library = !page.mission.investigation.camera_only && chooser(gettext("Choisir une photo de la tablette"), "button--quiet", { "data-library": true });
    return [el("div.photo-add__row", {}, camera, library), el("p.help", {}, bounds)];
  }

  function update() {
    const count = photos.preparing.get(question.id) ?? 0;
    fill(preparing, count > 0 && interpolate(ngettext("%(count)s photo se prépare…", "%(count)s photos se préparent…", count), { count }));
    const ids = draft.photosOf(question.id).map(({ id }) => id).join();
    // A team-mate's photo may have come from the site.
    if (ids !== shown) return draw();
    for (const { id } of draft.photosOf(question.id)) cards.get(id)?.update();
  }

  draw();
  return { node: el("div.photo-field", {}, list, preparing, trouble, undo, add), update, leave: () => thumbnails.close() };
}

/** @param {Question} question @param {number} count */
function boundsWords(question, count) {
  const least = leastPhotos(question);
  if (count < least) return interpolate(ngettext("Il faut au moins %(least)s photo.", "Il faut au moins %(least)s photos.", least), { least });
  if (question.maximum && count >= question.maximum) return interpolate(ngettext("%(count)s photo : c’est le maximum.", "%(count)s photos : c’est le maximum.", count), { count });
  if (question.maximum) return interpolate(ngettext("Tu peux en mettre %(most)s.", "Tu peux en mettre jusqu’à %(most)s.", question.maximum), { most: question.maximum });
  return "";
}
