interface Waiting {
  readonly until: number;
  readonly begin: () => void;
}

/**
 * Has tasks begin one after the other, each in its own round of the event loop, the one that has least time left first. What
 * comes in a crowd, as after a reconnect, would else be worked out in one go, and the first answer would leave the process
 * only when the last one is ready; and what was handed over late would be too late behind what can wait.
 */
export class Turns {
  /** The one with least time left first; of two alike the one that came first. */
  readonly #waiting: Waiting[] = [];
  #isTaken = false;

  /** Runs a task when its turn has come, alone at once. `until` is when it is no longer of use, in milliseconds of any clock. */
  async take<T>(until: number, task: () => T | Promise<T>): Promise<T> {
    if (this.#isTaken) await new Promise<void>((begin) => this.#wait({ until, begin }));
    this.#isTaken = true;
    // Behind the immediates of this round, and the input and output between the rounds.
    setImmediate(() => setImmediate(() => this.#pass()));
    return await task();
  }

  /** What comes later has nearly always more time, so its place is soon found from the end. */
  #wait(waiting: Waiting): void {
    let place = this.#waiting.length;
    while (place > 0 && (this.#waiting[place - 1]?.until ?? 0) > waiting.until) place--;
    this.#waiting.splice(place, 0, waiting);
  }

  #pass(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#isTaken = false;
    else next.begin();
  }
}
