/** Who has the notebook open, for as long as this tab is open: a shared tablet forgets when it is closed. */

const KEY = "carnet";

/** @typedef {{id: string, name: string, animal: string, colour: string, level: string}} Pupil */

/** @returns {string} the pupil's id, or "" */
export function load() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} pupil */
export function store(pupil) {
  try {
    if (pupil) sessionStorage.setItem(KEY, pupil);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is off: it lasts until the page is reloaded.
  }
}
