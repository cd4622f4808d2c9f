/** The cover of one mission: what it is about, and the way in. */

import { el } from "../dom.js";
import { remarksList } from "../remarks.js";
import { stageHint, stageMark } from "../stages.js";
import { stageOf } from "../state.js";
import { gettext, interpolate, ngettext } from "../texts.js";
import { storyLink } from "./missions.js";

/** @param {App} app @param {string[]} params */
export async function missionScreen(app, [id]) {
  const page = await app.notebook.page(id);
  if (!page) return app.elsewhere("/missions");
  const { mission, draft } = page;
  const stage = stageOf(mission);
  const { project, guide, role } = mission;
  const remarks = draft.remarksOn("");
  const stands = () => JSON.stringify([stageOf(page.mission), draft.takesWork, draft.record.gone, draft.remarksOn(""), page.mission.story]);
  let shown = stands();

  /** The site's news may come after the cover stands. */
  function update() {
    if (stands() === shown) return;
    shown = stands();
    app.router.show();
  }

  return {
    title: project.name,
    page,
    update,
    place: project.name,
    nodes: [
      el("article.sheet.sheet--bound.cover", {},
        el("div.cover__head", {}, el("p.kicker", {}, role.label || gettext("Ta mission")), stageMark(stage)),
        el("h1", {}, project.name),
        el("p.cover__summary", {}, project.summary),
        el("p.cover__where", {}, el("span.pin", { "aria-hidden": "true" }), [project.address, project.commune].filter(Boolean).join(", ")),
        el("p", {}, stage === "published" ? gettext("Ton récit est publié. Tout le monde peut le lire.") : stageHint(stage)),
        mission.story && storyLink(mission.story),
        remarks.length > 0 && remarksList(remarks),
        el("div.cover__guide", {}, el("h2", {}, guide.title), el("p", {}, guide.introduction), el("p.help", {}, questionsWord(draft.questions.length))),
        el("p.actions", {}, ...ways(page, stage))),
    ],
  };
}

function questionsWord(count) {
  return interpolate(ngettext("%(count)s question", "%(count)s questions", count), { count });
}

/** @param {Page} page */
function ways({ mission, draft }, stage) {
  const check = (word, quiet = true) => el("a.button", { class: quiet ? "button--quiet" : "", href: `#/mission/${mission.id}/relire`, "data-check": true }, word);
  if (!draft.takesWork) return mission.report && !draft.record.gone ? [check(gettext("Relire mes réponses"), Boolean(mission.story))] : [];
  const label = { fresh: gettext("Commencer"), returned: gettext("Corriger") }[stage] ?? gettext("Continuer");
  const start = el("a.button", { href: `#/mission/${mission.id}/question/${firstToDo(draft) + 1}`, "data-start": true }, label);
  return stage === "fresh" ? [start] : [start, check(gettext("Relire et envoyer"))];
}

/** @param {Draft} draft the first with a remark, else the first without an answer */
function firstToDo(draft) {
  const remarked = draft.questions.findIndex(({ id }) => draft.remarksOn(id).length);
  const open = draft.questions.findIndex((question) => !draft.isAnswered(question));
  return Math.max(remarked >= 0 ? remarked : open, 0);
}
