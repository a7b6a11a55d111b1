/** Who would object: Discord itself, its OpenAPI description, or the project's own house rules. */
export type Origin = 'discord' | 'specification' | 'project';

export interface Violation {
  readonly origin: Origin;
  /** A short, stable name to match on. */
  readonly rule: string;
  /** What was wrong, for a reader of a failed test. */
  readonly sentence: string;
  /** Where: `POST /interactions/…/callback`, `gateway shard 0`. */
  readonly where: string;
  readonly at: number;
}

/** A rule broken by one place in a body. Discord refuses such a body; a house rule only records it. */
export interface Breach {
  readonly origin: Exclude<Origin, 'specification'>;
  readonly rule: string;
  readonly path: string;
  readonly sentence: string;
  readonly refused: boolean;
}

/** Collects what the rules find in one body. */
export class Breaches {
  readonly list: Breach[] = [];

  /** Discord answers 400. */
  refuse(rule: string, path: string, sentence: string): void {
    this.list.push({ origin: 'discord', rule, path, sentence, refused: true });
  }

  /** Discord takes the body but does something else than it says. */
  ignored(rule: string, path: string, sentence: string): void {
    this.list.push({ origin: 'discord', rule, path, sentence, refused: false });
  }

  /** A house rule that Discord does not know. */
  project(rule: string, path: string, sentence: string): void {
    this.list.push({ origin: 'project', rule, path, sentence, refused: false });
  }
}

/** Violations a line each, for the message of a failed expectation. */
export function describe(violations: readonly Violation[]): string {
  return violations.map(({ origin, rule, where, sentence }) => `${origin}/${rule} at ${where}: ${sentence}`).join('\n');
}
