import { setTimeout as pause } from 'node:timers/promises';

/** Answers in flight; once closed, nothing is added any more. */
export class Work {
  readonly #running = new Set<Promise<void>>();
  #closed = false;

  get isClosed(): boolean {
    return this.#closed;
  }

  add(task: Promise<void>): void {
    this.#running.add(task);
    void task.finally(() => this.#running.delete(task));
  }

  close(): void {
    this.#closed = true;
  }

  /** Lets what is in flight finish, but not for longer than that. */
  async finish(milliseconds: number): Promise<void> {
    this.close();
    await Promise.race([Promise.allSettled(this.#running), pause(milliseconds, undefined, { ref: false })]);
  }
}
