/** Waiting between two tries: twice as long each time, up to five minutes, and never in step with other tablets. */

const FIRST = 1_000;
const LONGEST = 300_000;

export class Patience {
  constructor({ first = FIRST, longest = LONGEST, random = Math.random } = {}) {
    Object.assign(this, { first, longest, random, tries: 0 });
    /** Ends the wait at once. */
    this.wake = () => {};
  }

  calm() {
    this.tries = 0;
  }

  /** @param {number} [atLeast] milliseconds that the site asked for @returns {Promise<void>} */
  pause(atLeast = 0) {
    const step = Math.min(this.first * 2 ** this.tries++, this.longest);
    const time = Math.max(step * (0.5 + this.random() / 2), Math.min(atLeast, this.longest));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
