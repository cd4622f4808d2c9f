/** Review by keyboard: J and K walk the queue, A accepts, R goes to the first remark, or returns once one is written. */

const review = document.querySelector("[data-review]");
const remarks = [...document.querySelectorAll("[data-remark]")];
let lastRemark = remarks[0];

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** @param {string | undefined} address */
const go = (address) => {
  if (address) window.location.assign(address);
};

/** @param {string} key */
const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();

const keys = {
  j: () => go(review.dataset.next),
  k: () => go(review.dataset.previous),
  a: () => press("a"),
  r: () => (remarks.some((remark) => remark.value.trim()) ? press("r") : remarks[0]?.focus()),
};

for (const remark of remarks) {
  remark.addEventListener("focus", () => {
    lastRemark = remark;
  });
}

for (const canned of document.querySelectorAll("[data-canned]")) {
  canned.addEventListener("click", () => {
    lastRemark.value = [lastRemark.value.trim(), canned.textContent.trim()].filter(Boolean).join(" ");
    lastRemark.focus();
  });
}

document.addEventListener("keydown", (event) => {
  const act = keys[event.key.toLowerCase()];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  act();
});
