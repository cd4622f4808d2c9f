/**
 * The words of the notebook: Django's catalogue (msgids in French), then the same typography as the site.
 */

const NARROW = "\u202f";
const catalogue = globalThis.django ?? {};

/** @returns {boolean} */
function inFrench() {
  return document.documentElement.lang.startsWith("fr");
}

/**
 * French spacing, as cms/typography.py does it on pages. Doing it twice changes nothing more.
 * @param {string} text
 * @returns {string}
 */
export function typeset(text) {
  if (!inFrench()) return text;
  return text
    .replace(/(\p{L})'(?=\p{L})/gu, "$1’")
    .replace(/(\S)[ \u00a0\u202f]+(?=[;!?:»](?:\s|$|[.,…]))/gu, `$1${NARROW}`)
    .replace(/([\p{L}\d»)’…%])(?=[;!?:](?:\s|$))/gu, `$1${NARROW}`)
    .replace(/«[ \u00a0\u202f]*(?=\S)/gu, `«${NARROW}`);
}

/** @param {string} msgid @returns {string} */
export function gettext(msgid) {
  return catalogue.gettext ? catalogue.gettext(msgid) : msgid;
}

/** @param {string} singular @param {string} plural @param {number} count @returns {string} */
export function ngettext(singular, plural, count) {
  const asked = inFrench() && count === 0 ? 1 : count;
  if (catalogue.ngettext) return catalogue.ngettext(singular, plural, asked);
  return asked === 1 ? singular : plural;
}

/**
 * Fill in `%(name)s` places.
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function interpolate(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => String(values[name]));
}
