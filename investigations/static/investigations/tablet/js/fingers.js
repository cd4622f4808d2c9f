/** What is redrawn under a finger loses its touch: news wait until it is up. */

/** A tap is heard a little after the finger is up. */
const TAP = 100;
const LONGEST = 2_000;

export class Fingers {
  constructor() {
    this.late = null;
    addEventListener("pointerdown", () => this.#for(LONGEST), true);
    for (const up of ["pointerup", "pointercancel"]) addEventListener(up, () => this.#for(TAP), true);
  }

  #for(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#up(), time);
    this.down = true;
  }

  #up() {
    const { late } = this;
    Object.assign(this, { down: false, late: null });
    late?.();
  }

  /** Do it as soon as no finger is down. Of several that wait, the last is done. @param {() => void} act */
  free(act) {
    if (this.down) this.late = act;
    else act();
  }
}
