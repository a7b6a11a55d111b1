import { LIMITS } from './limits.js';

/** Raised whenever an older button could mean something else than a newer one. */
const VERSION = 'v1';

export const VERBS = ['share', 'passage', 'cite', 'more', 'related', 'plot', 'ask', 'follow', 'pick'] as const;
export type Verb = (typeof VERBS)[number];

/** What a button, select or modal stands for: a verb and the codes of items, never text. */
export interface CustomId {
  readonly verb: Verb;
  readonly codes: readonly string[];
}

const CODE = /^[a-z0-9]{5}$/u;
const isVerb = (text: string): text is Verb => (VERBS as readonly string[]).includes(text);

/** How many codes fit beside a verb. */
export function roomForCodes(verb: Verb): number {
  const prefix = `${VERSION}:${verb}:`.length;
  return Math.floor((LIMITS.customId - prefix + 1) / 6);
}

/**
 * `v1:verb:code,code`. It holds everything a button needs, so it works after a restart and on another process.
 * @throws RangeError for what is not a code, or more codes than fit.
 */
export function encodeCustomId({ verb, codes }: CustomId): string {
  const foreign = codes.find((code) => !CODE.test(code));
  if (foreign !== undefined) throw new RangeError(`not an item code: ${JSON.stringify(foreign)}`);
  if (codes.length > roomForCodes(verb)) throw new RangeError(`${codes.length} codes do not fit into a custom id`);
  return `${VERSION}:${verb}:${codes.join(',')}`;
}

/** Reads a custom id; undefined for one of another version, or of nobody. */
export function decodeCustomId(text: string): CustomId | undefined {
  const [, version, verb = '', rest = ''] = /^([^:]*):([^:]*):(.*)$/su.exec(text) ?? [];
  if (version !== VERSION || !isVerb(verb) || text.length > LIMITS.customId) return undefined;
  const codes = rest === '' ? [] : rest.split(',');
  return codes.every((code) => CODE.test(code)) ? { verb, codes } : undefined;
}
