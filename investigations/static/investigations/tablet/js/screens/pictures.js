/** My four pictures, in order. */

import { animal, announce, el, fill, picture, pictures } from "../dom.js";
import { steps } from "../steps.js";
import { gettext, interpolate, ngettext } from "../texts.js";
import { troubleWords } from "../troubles.js";

const LENGTH = 4;

/** @param {App} app */
export function picturesScreen(app) {
  if (!app.chosen) return app.elsewhere("/");
  const { chosen, tablet } = app;
  const labels = new Map(pictures().map(({ slug, label }) => [slug, label]));
  const title = interpolate(gettext("Bonjour %(name)s !"), { name: chosen.name });
  const picked = [];
  let timer = 0;
  let locked = false;

  const slots = el("ol.slots", { "aria-label": gettext("Mes images") });
  const message = el("p.message", { "data-message": true, role: "alert" });
  // A timer is seen each second and said only when asked for.
  const clock = el("p.countdown", { role: "timer", "data-countdown": true });
  const undo = el("button.button.button--quiet", { type: "button", onclick: takeBack, "aria-label": gettext("Effacer la dernière"), "data-undo": true }, gettext("Effacer"));
  const choices = [...labels].map(([slug, label]) =>
    el("button.secret", { type: "button", "aria-label": label, "data-picture": slug, onclick: () => pick(slug) }, picture(slug)));

  function draw() {
    fill(slots, Array.from({ length: LENGTH }, (_, place) => {
      const slug = picked[place];
      return el("li.slot", { "data-slot": slug ?? "" }, slug ? [picture(slug), el("span.visually-hidden", {}, labels.get(slug))] : String(place + 1));
    }));
    undo.disabled = locked || !picked.length;
    for (const choice of choices) choice.disabled = locked;
  }

  function pick(slug) {
    if (locked || picked.length >= LENGTH) return;
    picked.push(slug);
    fill(message);
    announce(interpolate(gettext("Image %(place)s sur 4 : %(picture)s"), { place: picked.length, picture: labels.get(slug) }));
    draw();
    if (picked.length === LENGTH) enter();
  }

  function takeBack() {
    picked.pop();
    draw();
    if (undo.disabled) choices[0].focus();
  }

  async function enter() {
    lock(true);
    try {
      const answer = await tablet.signIn(chosen, picked);
      if (answer.ok) return app.signedIn(chosen);
      refuse(answer);
    } catch (error) {
      lock(false);
      tell(troubleWords(error));
    }
    picked.length = 0;
    return draw();
  }

  function refuse({ wait: pause, left }) {
    if (pause) return wait(Math.ceil(pause / 1000));
    lock(false);
    tell(wrongWords(left));
    return choices[0].focus();
  }

  function wait(seconds) {
    const end = Date.now() + seconds * 1000;
    lock(true);
    tell(gettext("Ce ne sont pas tes images. Attends un peu avant d’essayer encore, ou entre avec ta carte. Tes camarades peuvent entrer."));
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      fill(clock, left > 0 && waitWords(left));
      if (left > 0) return;
      clearInterval(timer);
      lock(false);
      tell(gettext("Tu peux essayer de nouveau. Regarde bien ta carte."));
    };
    clearInterval(timer);
    timer = setInterval(tick, 1000);
    tick();
  }

  function lock(on) {
    locked = on;
    draw();
  }

  function tell(words) {
    fill(message, words);
  }

  draw();
  return {
    title: gettext("Tes quatre images"),
    place: `${tablet.me.classroom.name} · ${tablet.me.classroom.school}`,
    leave: () => clearInterval(timer),
    nodes: [
      steps(2),
      el("div.hello", {}, animal(chosen.animal, chosen.colour, "large"), el("h1", {}, title)),
      el("p.help", {}, gettext("Touche tes quatre images, dans l’ordre de ta carte.")),
      el("div.slots-row", {}, slots, undo), message, clock,
      el("div.secrets", { role: "group", "aria-label": gettext("Les douze images") }, ...choices),
      el("p.actions", {}, el("a.button.button--quiet", { href: "#/" }, gettext("Ce n’est pas moi"))),
    ],
  };
}

/** @param {number} left seconds */
function waitWords(left) {
  if (left < 60) return interpolate(ngettext("Encore %(count)s seconde", "Encore %(count)s secondes", left), { count: left });
  return interpolate(gettext("Encore %(minutes)s min %(seconds)s s"), { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, "0") });
}

/** @param {number} left */
function wrongWords(left) {
  const again = gettext("Ce ne sont pas tes images, ou pas dans cet ordre. Regarde ta carte et recommence.");
  if (!left) return again;
  return `${again} ${interpolate(ngettext("Encore %(count)s essai.", "Encore %(count)s essais.", left), { count: left })}`;
}
