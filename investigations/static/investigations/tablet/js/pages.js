/** What a stored page of the notebook says of itself, and what is sent of it. Knows neither the page nor the network. */

import { uuid } from "./ids.js";

/** Whether something was written since the last receipt. */
export const isUnsent = (page) => page.written > page.kept;

/** Whether the site has the report for good, as far as it told this tablet. */
export const isSubmitted = ({ state }) => Boolean(state) && !["draft", "returned"].includes(state);

/** The site has it all by other ways (a last photo, a team-mate): its receipt is still to be seen before copies go. */
export const wantsReceipt = (page) => page.last && isSubmitted(page);

/** The photos that are not to be published, after a wish. @param {string[]} objected @param {{photo: string, wish: boolean}} said */
export const wished = (objected, { photo, wish }) => (wish ? [...new Set([...objected, photo])] : objected.filter((one) => one !== photo));

/** One more answer to something that was sent: what the site said before is old. */
export const received = ({ receipts = 0 }) => ({ receipts: receipts + 1 });

export const isOf = (photo, page) => photo.owner === page.owner && photo.assignment === page.assignment;

/** What is frozen, oldest first. */
export const attempts = ({ attempt, later = [] }) => (attempt ? [attempt, ...later] : []);

/** What is said of a pupil's work, without where it stands. */
export function contentOf({ answers, photos, others = {} }) {
  return { answers, photos, others };
}

export function frozen(page, skew) {
  const content = {
    assignment: page.assignment, parent: page.base.version, ...contentOf(page), submit: Boolean(page.submit),
    device_time: new Date().toISOString(), clock_skew: skew == null ? null : Math.round(skew / 1_000),
  };
  return { report: page.report, version: uuid(), text: JSON.stringify(content), written: page.written, submit: content.submit };
}

export function settled(state) {
  return { state, mayWrite: ["draft", "returned"].includes(state) };
}

/** The receipt of the whole report equals what this tablet holds, and the site says that it is submitted. */
export function isWhole(page, receipt, photos) {
  return isSubmitted(receipt) && !isUnsent(page)
    && photos.every(({ id, sha256 }) => receipt.photos[id] === sha256 || !page.photos.some((entry) => entry.id === id));
}
