/** Who is signed in, for as long as this tab is open: a shared tablet forgets when it is closed. */

const KEY = "carnet";

/**
 * @typedef {{id: string, name: string, animal: string, colour: string, level: string}} Pupil
 * @typedef {{token: string, expires_at: string, pupil: Pupil, classroom: {name: string, school: string}}} Session
 */

/** @returns {Session | null} */
export function load() {
  try {
    const session = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return session?.token && session?.pupil ? session : null;
  } catch {
    return null;
  }
}

/** @param {Session} session */
export function store(session) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // Storage is off: the session lasts until the page is reloaded.
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
}
