/** Something that is shown whole or not at all; `forms` are ways to show it, the fullest first. */
export interface Part {
  readonly forms: readonly [string, ...string[]];
  /** The code of the finding it shows, for buttons. */
  readonly code?: string;
}

/** What fitted and what did not. */
export interface Filled {
  readonly texts: readonly string[];
  readonly shown: readonly Part[];
  readonly dropped: readonly Part[];
  readonly room: number;
}

/**
 * Takes parts in order while they fit. The first that does not fit ends the list: what comes later never moves up in
 * its place, since the order means something. `joint` is the length of what stands between two.
 */
export function fill(parts: readonly Part[], room: number, joint = 1): Filled {
  const texts: string[] = [];
  let left = room;
  for (const part of parts) {
    const form = part.forms.find((each) => each.length + joint <= left);
    if (form === undefined) break;
    texts.push(form);
    left -= form.length + joint;
  }
  return { texts, shown: parts.slice(0, texts.length), dropped: parts.slice(texts.length), room: left };
}

/** A line of small print. */
export const small = (text: string): string => `-# ${text}`;

/** Lines that are there, one below the other. */
export function lines(...all: readonly (string | false | undefined | readonly string[])[]): string {
  return all
    .flat()
    .filter((line): line is string => typeof line === 'string' && line !== '')
    .join('\n');
}

export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
