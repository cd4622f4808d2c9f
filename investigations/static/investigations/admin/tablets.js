/** Keeps the board of the tablets fresh while somebody looks at it. */

const EVERY = 10_000;
const board = document.querySelector("[data-live]");
const trouble = document.querySelector("[data-live-trouble]");

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(board.dataset.live, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    show(new DOMParser().parseFromString(await answer.text(), "text/html").body);
    trouble.hidden = true;
  } catch {
    trouble.hidden = false;
  }
}

/** What a teacher has opened stays open, and the sentence is said only when it changes. */
function show(fresh) {
  const open = new Set([...board.querySelectorAll("[data-tablet]:has(details[open])")].map(({ dataset }) => dataset.tablet));
  for (const tablet of fresh.querySelectorAll("[data-tablet]")) tablet.querySelector("details").open = open.has(tablet.dataset.tablet);
  const summary = board.querySelector("[data-summary]");
  const said = fresh.querySelector("[data-summary]");
  if (summary.textContent !== said.textContent) summary.textContent = said.textContent;
  said.replaceWith(summary);
  if (!board.contains(document.activeElement) || document.activeElement === document.body) board.replaceChildren(...fresh.childNodes);
  else board.prepend(summary);
}

setInterval(refresh, EVERY);
addEventListener("visibilitychange", refresh);
