/** Far more than Discord hands over again after a reconnect. */
const MOST = 5_000;

/**
 * What came of late, by its id. After a reconnect Discord hands over again what the client had received but not yet counted;
 * answering it once more would be refused, or seen twice.
 */
export class Recent {
  readonly #ids = new Set<string>();

  /** Whether it comes for the first time; from then on it does not. */
  isNew(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > MOST && oldest !== undefined) this.#ids.delete(oldest);
    return true;
  }
}
