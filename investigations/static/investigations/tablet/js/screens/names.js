/** Who am I? Every pupil of the class, with an animal. */

import { cardWay } from "../card_way.js";
import { installHint } from "../device.js";
import { animal, el } from "../dom.js";
import { standing } from "../standing.js";
import { steps } from "../steps.js";
import { gettext } from "../texts.js";

/** @param {App} app */
export function namesScreen(app) {
  if (app.pupil) return app.elsewhere("/missions");
  const { classroom } = app.tablet.me;
  const pupils = [...app.tablet.pupils].sort((one, other) => one.name.localeCompare(other.name, "fr"));
  const title = gettext("Qui es-tu ?");
  const grants = standing(app.tablet);
  const choose = (pupil) => () => {
    app.chosen = pupil;
    app.router.go("/images");
  };
  const names = pupils.map((pupil) =>
    el("li", {}, el("button.name", { type: "button", onclick: choose(pupil), "data-pupil": pupil.id },
      animal(pupil.animal, pupil.colour, "large"), el("span.name__word", {}, pupil.name))));
  const empty = el("p.help", {}, gettext("Il n’y a encore aucun prénom dans cette classe. Préviens ton enseignant·e."));
  return {
    title,
    place: `${classroom.name} · ${classroom.school}`,
    update: grants.update,
    nodes: [
      steps(1),
      el("h1", {}, title),
      el("p.help", {}, gettext("Touche ton prénom.")),
      grants.node,
      app.notice && el("p.message", { role: "status" }, app.notice),
      names.length ? el("ul.names", {}, ...names) : empty,
      cardWay(app),
      installHint(),
    ],
  };
}
