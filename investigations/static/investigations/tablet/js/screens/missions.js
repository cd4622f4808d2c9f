/** My missions, as index cards on the table. */

import { animal, el, fill } from "../dom.js";
import { stageHint, stageMark } from "../stages.js";
import { standing } from "../standing.js";
import { stageOf } from "../state.js";
import { gettext, interpolate, ngettext } from "../texts.js";

const URGENCY = ["returned", "started", "fresh", "published", "leaving", "sent", "reviewed", "over"];

/** @param {App} app */
export async function missionsScreen(app) {
  const { notebook } = app;
  const title = gettext("Mes missions");
  const list = el("div");
  const grants = standing(app.tablet);
  let shown = "";
  const screen = { title, mood: "is-missions", update, nodes: [el("h1", {}, title), grants.node, list] };
  // What is here shows at once; the site's news come when they come.
  const news = notebook.refresh();
  if (!notebook.pages.size) await news;
  news.catch(() => {});

  function update() {
    grants.update();
    const pages = [...notebook.pages.values()].sort((one, other) => urgency(one) - urgency(other));
    const now = JSON.stringify(pages.map(({ mission, draft }) => [mission.id, stageOf(mission), draft.answers, draft.photos.length]));
    if (now === shown) return;
    shown = now;
    screen.place = `${title} · ${interpolate(ngettext("%(count)s mission", "%(count)s missions", pages.length), { count: pages.length })}`;
    fill(list, pages.length ? el("ul.cards", {}, ...pages.map(card)) : nothingYet(app));
  }

  update();
  return screen;
}

function urgency({ mission }) {
  return URGENCY.indexOf(stageOf(mission));
}

function card({ mission, draft }, place) {
  const stage = stageOf(mission);
  const { project, role, team } = mission;
  return el("li.card", { class: `card--${stage}`, "data-mission": mission.id },
    el("div.card__head", {}, el("span.pin", { "aria-hidden": "true" }, String(place + 1)), stageMark(stage)),
    el("h2.card__title", {}, el("a.card__link", { href: `#/mission/${mission.id}` }, project.name)),
    el("p.card__where", {}, [project.address, project.commune].filter(Boolean).join(", ")),
    el("dl.card__facts", {}, ...facts(role, team, draft, stage)),
    el("p.card__hint", {}, stageHint(stage)),
    mission.story && storyLink(mission.story));
}

function facts(role, team, draft, stage) {
  const answered = draft.questions.filter((question) => draft.isAnswered(question)).length;
  const rows = [
    role.label && [gettext("Mon rôle"), role.label],
    team && [gettext("Mon équipe"), el("span.team", {}, team.name, ...team.pupils.map((pupil) => mate(pupil)))],
    ["started", "returned"].includes(stage) && [gettext("Mes réponses"), interpolate(gettext("%(done)s sur %(all)s"), { done: answered, all: draft.questions.length })],
  ];
  return rows.filter(Boolean).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)));
}

function mate(pupil) {
  return el("span.mate", {}, animal(pupil.animal, pupil.colour, "small"), el("span.visually-hidden", {}, pupil.name));
}

export function storyLink(story) {
  return el("a.button.button--story", { href: story.url, "data-story": true }, gettext("Lire ton récit publié"));
}

function nothingYet(app) {
  return el("section.sheet", {},
    el("h2", {}, gettext("Pas encore de mission")),
    el("p.help", {}, gettext("Ton enseignant·e prépare l’enquête. Ta mission viendra ici.")),
    el("p.actions", {}, el("button.button", { type: "button", onclick: () => app.router.show() }, gettext("Regarder encore"))));
}
