/* The reader's own size of text, kept on this device alone. It comes before the page is drawn where it has come
   before (and nobody has chosen a size otherwise), so that nothing jumps; nobody waits for it. */
(() => {
  const KEY = "text-size";
  const SIZES = ["1", "2", "3"];
  const root = document.documentElement;

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // Storage may be forbidden: the size then lasts as long as the page.
    }
  }

  /** @param {string | null} size */
  function show(size) {
    for (const one of SIZES) root.classList.toggle(`text-size-${one}`, one === size);
    for (const button of document.querySelectorAll("[data-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === (size ?? "1")));
    }
  }

  /** @param {string} size */
  function choose(size) {
    show(size);
    try {
      localStorage.setItem(KEY, size);
    } catch {
      // As above.
    }
  }

  const size = kept();
  const known = SIZES.includes(size) ? size : "1";
  show(known);
  function ready() {
    show(known);
    for (const group of document.querySelectorAll("[data-text-sizes]")) group.hidden = false;
    for (const button of document.querySelectorAll("[data-size]")) {
      button.addEventListener("click", () => choose(button.dataset.size));
    }
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
