/** Order of the parts: each moves one place up or down, by touch or by key, and keeps the focus. */

for (const moves of document.querySelectorAll("[data-moves]")) {
  const part = moves.closest("[data-part]");
  moves.hidden = false;
  moves.querySelector("[data-up]").addEventListener("click", (event) => {
    part.previousElementSibling?.before(part);
    event.currentTarget.focus();
  });
  moves.querySelector("[data-down]").addEventListener("click", (event) => {
    part.nextElementSibling?.after(part);
    event.currentTarget.focus();
  });
}
