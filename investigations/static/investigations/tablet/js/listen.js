/** The button that reads aloud, where the tablet can. */

import { el, fill } from "./dom.js";
import { canSpeak, read, stop } from "./speech.js";
import { gettext } from "./texts.js";

/** @param {() => string} text @returns {HTMLElement | null} */
export function listenButton(text) {
  if (!canSpeak()) return null;
  let speaking = false;
  const button = el("button.listen", { type: "button", onclick: toggle, "data-listen": true });
  const show = (on) => {
    speaking = on;
    button.setAttribute("aria-pressed", String(on));
    fill(button, on ? gettext("Arrêter") : gettext("Écouter"));
  };

  function toggle() {
    if (speaking) {
      stop();
      return show(false);
    }
    show(true);
    read(text(), document.documentElement.lang, () => show(false));
  }

  show(false);
  return button;
}
