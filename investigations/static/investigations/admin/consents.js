/** “Tick all” of a column: what came back from a whole class in one pile. */

for (const button of document.querySelectorAll("[data-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = document.querySelectorAll(`tbody:not(#adults) [data-what="${CSS.escape(button.dataset.all)}"]`);
    const every = [...boxes].every((box) => box.checked);
    for (const box of boxes) box.checked = !every;
  });
}
