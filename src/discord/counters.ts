const NAMES = [
  'interactions',
  'messages',
  /** Requests without Discord's signature, or with one of another time. */
  'forged',
  /** Signed, but no interaction; or no request that can be read. */
  'malformed',
  /** Asked faster than one person may. */
  'limited',
  /** Handed over once more, as after a reconnect. */
  'repeated',
  'delivered',
  'acknowledgedBefore',
  'late',
  'forbidden',
  'refused',
  'unreachable',
  'rateLimited',
  'retries',
  'failures',
  'afterStop',
  'reconnects',
  'resumes',
  'socketsCut',
] as const;
export type CounterName = (typeof NAMES)[number];

/** What happened, by number only: no question and no user is in it. */
export class Counters {
  readonly #counts = new Map<CounterName, number>();

  add(name: CounterName): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** Every one, zeros too. */
  get every(): Readonly<Record<string, number>> {
    return Object.fromEntries(NAMES.map((name) => [name, this.#counts.get(name) ?? 0]));
  }

  /** All that are not zero. */
  get all(): Readonly<Partial<Record<CounterName, number>>> {
    return Object.fromEntries(
      NAMES.flatMap((name) => (this.#counts.has(name) ? [[name, this.#counts.get(name)]] : [])),
    );
  }
}
