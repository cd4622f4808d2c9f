/** Review by keyboard: J and K walk the queue, A accepts, R goes to the first remark, or returns once one is written. */

const review = document.querySelector("[data-review]");
const remarks = [...document.querySelectorAll("[data-remark]")];
let lastRemark = remarks[0];
let sending = false;

const written = () => remarks.some((remark) => remark.value.trim());

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
  r: () => (written() ? press("r") : remarks[0]?.focus()),
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

/* Judging a photo or an answer loads the page again: the remarks typed so far go along and come back. */
for (const form of review.querySelectorAll("form:not(#decision)")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const remark of remarks) formData.set(remark.name, remark.value);
  });
}

document.addEventListener("submit", () => {
  sending = true;
});

window.addEventListener("beforeunload", (event) => {
  if (!sending && written()) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const act = keys[event.key.toLowerCase()];
  if (!act || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  act();
});
