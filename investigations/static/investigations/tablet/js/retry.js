/** Waiting between two tries: longer each time, ended early when the network comes back. Knows nothing of the page. */

const STEPS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export class Patience {
  constructor() {
    this.tries = 0;
    this.wake = () => {};
  }

  calm() {
    this.tries = 0;
  }

  /** @returns {Promise<void>} */
  pause() {
    const step = STEPS[Math.min(this.tries++, STEPS.length - 1)];
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, step);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
