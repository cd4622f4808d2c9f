/* While somebody types: what is written is kept, and entries that look alike are named. Each step does both without it. */

const KEEP_AFTER = 2000;
const ASK_AFTER = 700;
const ASKED = ["name", "postcode", "commune", "website"];

/** @param {() => void} act @param {number} wait */
function later(act, wait) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
}

/** @param {HTMLFormElement} form */
function keepWhileTyping(form) {
  const said = form.querySelector("[data-kept]");
  let sent = false;
  const keep = later(async () => {
    if (sent) return;
    const body = new FormData(form);
    // The picture goes with the button: nobody wants megabytes sent at each pause.
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("keep", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      said.textContent = answer.ok && !answer.redirected ? said.dataset.kept : said.dataset.notKept;
    } catch {
      said.textContent = said.dataset.notKept;
    }
  }, KEEP_AFTER);
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => { sent = true; });
}

/** @param {HTMLFormElement} form @param {HTMLElement} room */
function askWhileTyping(form, room) {
  const fields = ASKED.map((name) => form.elements.namedItem(name)).filter((field) => field instanceof HTMLInputElement);
  let asked = null;
  const show = (found) => {
    room.replaceChildren();
    if (!found.length) return;
    room.appendChild(document.createElement("p")).textContent = room.dataset.words;
    const list = room.appendChild(document.createElement("ul"));
    for (const one of found) {
      const link = document.createElement("a");
      Object.assign(link, { href: one.url, textContent: one.name, lang: "fr" });
      list.appendChild(document.createElement("li")).append(link, `, ${one.place}`);
    }
  };
  const ask = later(async () => {
    asked?.abort();
    asked = new AbortController();
    const typed = new URLSearchParams(fields.map((field) => [field.name, field.value]));
    try {
      const answer = await fetch(`${room.dataset.address}?${typed}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).found);
    } catch { /* the page after this step says it as well */ }
  }, ASK_AFTER);
  for (const field of fields) field.addEventListener("input", ask);
}

const form = document.querySelector("form[data-step]");
if (form) {
  keepWhileTyping(form);
  const room = form.querySelector("[data-alike]");
  if (room) askWhileTyping(form, room);
}
