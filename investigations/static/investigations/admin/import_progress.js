/** Moves the bar while the worker reads, and shows the page anew once it has ended. */

const EVERY = 2000;
const box = document.querySelector("[data-progress]");
const numbers = new Intl.NumberFormat(document.documentElement.lang || "fr");

async function ask() {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const { moving, still, percent, rows } = await answer.json();
    if (!moving || still) return void location.reload();
    box.querySelector("progress").value = percent;
    box.querySelector("[data-rows]").textContent = numbers.format(rows);
  } catch {
    // The network is away: the next turn asks again.
  }
  setTimeout(ask, EVERY);
}

if (!box.querySelector("form")) setTimeout(ask, EVERY);
