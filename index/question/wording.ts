/** "What % of": behind a number the sign is a unit. */
const SIGN = /(?<!\d\s?)%/gu;

/** What is typed, with what was read from it already: the pieces of a question mostly share their wording. */
export class Wording {
  readonly text: string;
  readonly #found = new Map<RegExp, boolean>();
  readonly #read = new Map<(text: string) => unknown, unknown>();

  constructor(typed: string) {
    this.text = typed.replace(SIGN, ' percentage ');
  }

  /** @param pattern one that remembers no place: neither global nor sticky. */
  has(pattern: RegExp): boolean {
    const known = this.#found.get(pattern);
    if (known !== undefined) return known;
    const found = pattern.test(this.text);
    this.#found.set(pattern, found);
    return found;
  }

  /** What a function reads from the text, read once. */
  read<T>(reading: (text: string) => T): T {
    if (this.#read.has(reading)) return this.#read.get(reading) as T;
    const result = reading(this.text);
    this.#read.set(reading, result);
    return result;
  }
}
