/** Who am I? Every pupil of the class, with an animal. */

import { cardWay } from "../card_way.js";
import { installHint } from "../device.js";
import { animal, el, fill } from "../dom.js";
import { standing } from "../standing.js";
import { steps } from "../steps.js";
import { gettext } from "../texts.js";

/** @param {App} app */
export function namesScreen(app) {
  if (app.pupil) return app.elsewhere("/missions");
  const { classroom } = app.tablet.me;
  const title = gettext("Qui es-tu ?");
  const grants = standing(app.tablet);
  const choose = (pupil) => () => {
    app.chosen = pupil;
    app.router.go("/images");
  };
  const button = (pupil) =>
    el("button.name", { type: "button", onclick: choose(pupil), "data-pupil": pupil.id },
      animal(pupil.animal, pupil.colour, "large"), el("span.name__word", {}, pupil.name));
  const hall = el("div");
  const empty = el("p.help", {}, gettext("Il n’y a encore aucun prénom dans cette classe. Préviens ton enseignant·e."));
  let drawn = null;
  /** A pupil who came or went since is seen without leaving the page. */
  const draw = () => {
    const { pupils } = app.tablet;
    if (pupils === drawn) return;
    drawn = pupils;
    const focused = hall.querySelector(":focus")?.dataset.pupil;
    const inOrder = [...pupils].sort((one, other) => one.name.localeCompare(other.name, "fr"));
    const names = inOrder.map((pupil) => el("li", {}, button(pupil)));
    fill(hall, names.length ? el("ul.names", {}, ...names) : empty);
    if (focused) hall.querySelector(`[data-pupil="${focused}"]`)?.focus();
  };
  draw();
  return {
    title,
    place: `${classroom.name} · ${classroom.school}`,
    update() {
      grants.update();
      draw();
    },
    nodes: [
      steps(1),
      el("h1", {}, title),
      el("p.help", {}, gettext("Touche ton prénom.")),
      grants.node,
      app.notice && el("p.message", { role: "status" }, app.notice),
      hall,
      cardWay(app),
      installHint(),
    ],
  };
}
