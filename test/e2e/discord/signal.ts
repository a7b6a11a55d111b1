/** Lets tests wait for a state of the stand-in, never longer than they say. */
export class Signal {
  readonly #waiting = new Set<() => void>();

  /** Something changed: everyone who waits looks again. */
  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves with the first value that is not undefined; rejects after the time given. */
  until<T>(find: () => T | undefined, milliseconds: number, what: () => string): Promise<T> {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise<T>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = () => {
        const value = find();
        if (value === undefined) return;
        done();
        resolve(value);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`waited ${milliseconds} ms in vain for ${what()}`));
      }, milliseconds);
      this.#waiting.add(look);
    });
  }
}
