/** Building the page: every text goes in as text, never as markup. */

import { typeset } from "./texts.js";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Make an element. Keys with `on` are listeners, booleans are attributes that are there or not, `value`, `checked` and
 * `disabled` are properties.
 * @param {string} tag "button.button.button--quiet" gives classes
 * @param {Record<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  node.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) set(node, key, value);
  append(node, children);
  return node;
}

function set(node, key, value) {
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (["value", "checked", "disabled", "hidden"].includes(key)) node[key] = value;
  else if (key === "class") node.classList.add(...value.split(" ").filter(Boolean));
  else if (value === true) node.setAttribute(key, "");
  else if (value !== false && value != null) node.setAttribute(key, typeof value === "string" && key === "aria-label" ? typeset(value) : value);
}

/** @param {Element} node @param {Array<Child | Child[]>} children */
function append(node, children) {
  for (const child of children.flat()) {
    if (child || child === 0) node.append(typeof child === "object" ? child : typeset(String(child)));
  }
}

/** @param {Element} node @param {...(Child | Child[])} children */
export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

/** A pupil's animal in its colour: decoration, as the name always stands beside it. */
export function animal(slug, colour, size = "") {
  const drawing = clone(`template[data-animal="${CSS.escape(slug)}"]`);
  return el("span.animal", { class: `colour--${colour} ${size && `animal--${size}`}`, "aria-hidden": "true" }, drawing);
}

/** A picture of a secret, without a word: its button says it. */
export function picture(slug) {
  return clone(`template[data-secret="${CSS.escape(slug)}"]`);
}

/** @returns {{slug: string, label: string}[]} the twelve, in the order of the cards */
export function pictures() {
  return [...document.querySelectorAll("template[data-secret]")].map(({ dataset }) => ({ slug: dataset.secret, label: dataset.label }));
}

function clone(selector) {
  const svg = document.querySelector(selector)?.content.firstElementChild?.cloneNode(true);
  svg?.removeAttribute("color");
  return svg ?? "";
}

/** Say something to who listens to the page instead of seeing it. @param {string} text */
export function announce(text) {
  const live = document.querySelector("[data-live]");
  if (live.textContent !== text) live.textContent = text;
}
