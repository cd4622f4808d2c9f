/** One question at a time. */

import { el, fill } from "../dom.js";
import { choicesField } from "../fields/choices.js";
import { numberField } from "../fields/number.js";
import { photosField } from "../fields/photos.js";
import { textField } from "../fields/text.js";
import { listenButton } from "../listen.js";
import { progress } from "../progress.js";
import * as speech from "../speech.js";
import { isNeeded } from "../state.js";
import { gettext, interpolate } from "../texts.js";
import { othersChooser } from "../others.js";
import { remarksList } from "../remarks.js";
import { refusalWords, troubleWords } from "../troubles.js";

const FIELDS = { short_text: textField, long_text: textField, number: numberField, choice: choicesField, choices: choicesField, checklist: choicesField };

/** @param {App} app @param {string[]} params */
export async function questionScreen(app, [id, number]) {
  const page = await app.notebook.page(id);
  if (!page) return app.elsewhere("/missions");
  const here = Number(number) - 1;
  const { draft, mission, saver } = page;
  const question = draft.questions[here];
  if (!question || !draft.takesWork) return app.elsewhere(`/mission/${id}`);

  const counted = interpolate(gettext("Question %(place)s sur %(all)s"), { place: here + 1, all: draft.questions.length });
  const way = progress(page, here);
  const refusal = el("p.message", { role: "alert", "data-refusal": true });
  const now = () => JSON.stringify(draft.answers[question.id] ?? null);
  let field = fieldFor(question, page, app);
  let shown = now();
  const seen = () => (shown = now());
  const several = othersChooser(question, draft, () => app.router.show());
  const remarks = draft.remarksOn(question.id);
  const next = here + 1 < draft.questions.length ? `#/mission/${id}/question/${here + 2}` : `#/mission/${id}/relire`;
  const onward = (event) => {
    event.preventDefault();
    location.hash = next;
  };

  /** A team-mate's answer may have come from the site: it is not written over unseen. */
  function renew() {
    if (shown === now() || saver.isDirty) return;
    const { node } = field;
    const hadFocus = node.contains(document.activeElement);
    field = fieldFor(question, page, app);
    node.replaceWith(field.node);
    if (hadFocus) {
      const input = document.getElementById("reponse");
      input?.focus();
      input?.setSelectionRange(input.value.length, input.value.length);
    }
    seen();
  }

  function update() {
    way.update();
    renew();
    field.update?.();
    several.update();
    const words = saver.state === "failing" ? troubleWords(saver.trouble) : refusalWords(draft.record.refusal);
    if (refusal.textContent !== words) fill(refusal, words);
  }

  return {
    title: `${counted} · ${mission.project.name}`,
    mood: "is-question",
    place: `${mission.project.name} · ${counted}`,
    page,
    update,
    leave() {
      speech.stop();
      field.leave?.();
      saver.flush().catch(() => {});
    },
    nodes: [
      way.node,
      el("form.ask", { novalidate: true, onsubmit: onward, onfocusout: () => saver.flush().catch(() => {}), "data-question": question.id },
        el("div.ask__question", {},
          el("h1", { id: "question" }, el("span.underlined", {}, question.label)),
          question.help && el("p.ask__help", { id: "aide" }, question.help),
          question.entry_says && el("p.ask__entry", { id: "fiche" }, question.entry_says),
          el("p.ask__must", {}, isNeeded(question) ? gettext("Il faut une réponse pour envoyer.") : gettext("Tu peux passer cette question.")),
          listenButton(() => [question.label, question.help, question.entry_says, ...question.choices].filter(Boolean).map(ended).join(" "))),
        el("div.ask__answer", { oninput: seen, onchange: seen, onclick: seen }, remarks.length > 0 && remarksList(remarks), several.node, field.node, refusal),
        el("div.thumb", {},
          here > 0 ? el("a.button.button--quiet", { href: `#/mission/${id}/question/${here}`, "data-previous": true }, gettext("Précédente"))
            : el("a.button.button--quiet", { href: `#/mission/${id}`, "data-previous": true }, gettext("Ma mission")),
          el("button.button", { type: "submit", "data-next": true }, here + 1 < draft.questions.length ? gettext("Suivante") : gettext("Relire et envoyer")))),
    ],
  };
}

function ended(sentence) {
  return /[.!?…]\s*$/.test(sentence) ? sentence : `${sentence}.`;
}

/** @returns {{node: HTMLElement, update?: () => void, leave?: () => void}} */
function fieldFor(question, page, app) {
  if (question.kind === "photos") return photosField(question, page, app);
  const beside = [question.help && "aide", question.entry_says && "fiche"].filter(Boolean).join(" ");
  const described = { id: "reponse", "aria-labelledby": "question", "aria-describedby": beside || null, enterkeyhint: "next" };
  return { node: FIELDS[question.kind](question, page.draft, described) };
}
