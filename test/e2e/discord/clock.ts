/** The stand-in's idea of now: real time plus whatever a test has let pass. */
export class Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Lets time pass at once: tokens grow old, interactions late. */
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
