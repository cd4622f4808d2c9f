/** All my answers on one page, before they are sent; read-only once they are. */

import { againButton } from "../again.js";
import { announce, el, fill } from "../dom.js";
import { stateWords } from "../fields/photo_card.js";
import { remarksList } from "../remarks.js";
import { stageHint, stageMark } from "../stages.js";
import { isEmpty, stageOf } from "../state.js";
import { gettext, interpolate, ngettext } from "../texts.js";
import { Thumbnails } from "../thumbnails.js";
import { refusalWords, troubleWords } from "../troubles.js";

/** @param {App} app @param {string[]} params */
export async function checkScreen(app, [id]) {
  const page = await app.notebook.page(id);
  if (!page) return app.elsewhere("/missions");
  const { mission, draft, saver } = page;
  const thumbnails = new Thumbnails(app, page.photos);
  const open = draft.takesWork;
  const title = open ? gettext("Relis avant d’envoyer") : gettext("Mes réponses");
  const message = el("p.message", { role: "alert", "data-message": true });
  const lacks = el("div");
  const button = el("button.button.button--wide", { type: "button", onclick: send, "data-submit": true }, gettext("Envoyer à mon enseignant·e"));

  async function send() {
    const lacking = toDo(page);
    if (lacking.length) {
      announce(lackWords(lacking.length));
      return lacks.querySelector("a")?.focus();
    }
    button.disabled = true;
    try {
      await saver.submit();
      app.router.go(`/mission/${id}/envoye`, { replace: true });
    } catch (error) {
      fill(message, troubleWords(error));
      button.disabled = false;
    }
  }

  const rows = el("ol.check");
  let shown = "";

  /** A photo may be ready, or a team-mate's answer come, after the page stands. */
  function update() {
    const now = JSON.stringify([draft.record.refusal, draft.answers, draft.photos, draft.others, draft.photos.map(({ id }) => page.photos.stateOf(id))]);
    if (now === shown) return;
    shown = now;
    const { refusal } = draft.record;
    fill(message, refusal && el("span", {}, refusalWords(refusal)), refusal && !open && againButton(app, page));
    fill(lacks, open && lackList(page));
    fill(rows, ...draft.questions.map((question, place) => row(question, place, page, thumbnails)));
  }

  update();
  return {
    title: `${title} · ${mission.project.name}`,
    place: `${mission.project.name} · ${title}`,
    page,
    update,
    leave: () => thumbnails.close(),
    nodes: [
      el("h1", {}, title),
      open ? null : el("p.check__stage", {}, stageMark(stageOf(mission)), el("span", {}, stageHint(stageOf(mission)))),
      lacks,
      rows,
      open ? el("div.thumb", {}, el("a.button.button--quiet", { href: `#/mission/${id}/question/${draft.questions.length}` }, gettext("Revenir")), button)
        : el("p.actions", {}, el("a.button", { href: "#/missions" }, gettext("Mes missions"))),
      message,
    ],
  };
}

/** What must be done before sending: [place, words]. */
function toDo({ draft, photos }) {
  const missing = new Set(draft.missing().map(({ id }) => id));
  const several = Object.keys(draft.others);
  const stranded = new Set(photos.stranded.map(({ question }) => question));
  return draft.questions.flatMap((question, place) => {
    if (stranded.has(question.id)) return [[place, interpolate(gettext("%(question)s : une photo n’est pas arrivée."), { question: question.label })]];
    if (several.includes(question.id)) return [[place, interpolate(gettext("%(question)s : il y a plusieurs réponses, choisis."), { question: question.label })]];
    return missing.has(question.id) ? [[place, question.label]] : [];
  });
}

function lackWords(count) {
  return interpolate(ngettext("Il manque encore %(count)s réponse.", "Il manque encore %(count)s réponses.", count), { count });
}

function lackList(page) {
  const lacking = toDo(page);
  if (!lacking.length) return el("p.message.message--good", {}, gettext("Tout y est. Relis tes phrases, puis envoie."));
  return el("div.message", { "data-lacks": true }, el("h2.check__lacks", {}, lackWords(lacking.length)),
    el("ul.lacks", {}, ...lacking.map(([place, words]) => el("li", {}, el("a", { href: questionPath(page, place) }, words)))));
}

function questionPath({ mission }, place) {
  return `#/mission/${mission.id}/question/${place + 1}`;
}

function row(question, place, page, thumbnails) {
  const { draft } = page;
  const remarks = draft.remarksOn(question.id);
  const done = draft.isAnswered(question);
  const change = draft.takesWork && el("a.button.button--quiet.check__change", { href: questionPath(page, place), "aria-label": `${done ? gettext("Changer") : gettext("Répondre")} : ${question.label}` }, done ? gettext("Changer") : gettext("Répondre"));
  return el("li.check__row", { "data-row": question.id },
    el("div.check__text", {},
      el("h2.check__question", {}, question.label),
      question.kind === "photos" ? prints(question, page, thumbnails) : answerWords(draft.answers[question.id]),
      remarks.length > 0 && remarksList(remarks)),
    change);
}

/** @param {Answer} answer */
function answerWords(answer) {
  if (isEmpty(answer)) return el("p.check__none", {}, gettext("Pas de réponse."));
  if (Array.isArray(answer)) return el("ul.check__list", {}, ...answer.map((one) => el("li", {}, one)));
  return el("p.check__answer", {}, typeof answer === "number" ? String(answer).replace(".", ",") : answer);
}

function prints(question, page, thumbnails) {
  const { draft, photos } = page;
  const entries = draft.photosOf(question.id);
  if (!entries.length) return el("p.check__none", {}, gettext("Pas de photo."));
  return el("ul.check__photos", {}, ...entries.map((entry, place) => {
    const image = el("img", { alt: interpolate(gettext("Photo %(place)s"), { place: place + 1 }) });
    thumbnails.show(image, entry.id);
    const state = stateWords(photos, entry.id);
    const words = [entry.caption || gettext("Sans légende"), state.slug !== "kept" && state.text, draft.objected.has(entry.id) && gettext("À ne pas publier")];
    return el("li", { "data-photo": entry.id }, image, ...words.filter(Boolean).map((word) => el("p.check__caption", {}, word)));
  }));
}
