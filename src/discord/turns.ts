/**
 * Has tasks begin one after the other, each in its own round of the event loop. What comes in a crowd, as after a reconnect,
 * would else be worked out in one go, and the first answer would leave the process only when the last one is ready.
 */
export class Turns {
  #next: Promise<void> = Promise.resolve();

  /** Runs a task when its turn has come; alone it runs at once. */
  async take<T>(task: () => T | Promise<T>): Promise<T> {
    const mine = this.#next;
    let pass: () => void = () => undefined;
    this.#next = new Promise((resolve) => {
      pass = resolve;
    });
    await mine;
    // Behind the immediates of this round, and the input and output between the rounds.
    setImmediate(() => setImmediate(pass));
    return await task();
  }
}
