/** A stretch of a text: offsets, end exclusive. */
export interface Stretch {
  readonly at: number;
  readonly end: number;
}

/** A full stop that ends no sentence. */
const ABBREVIATED =
  /(?:\b(?:[Aa]l|[Vv]s|e\.g|i\.e|[Dd]r|[Pp]rof|[Aa]pprox|ca|[Ff]ig|[Rr]efs?|[Nn]o|[Rr]esp|[Ii]ncl|[Ee]xcl|[Aa]cc|[Ll]ipos|[Hh](?:ae|e)matol|[Oo]ncol|[Rr]ev|[Ss]ignif|[Rr]etrosp|[Rr]andom|[Mm]ultivar|[Uu]nivar|[Ss]ign?|(?:[Uu]n)?[Aa]dj|pts?|mo|yr|wk|st)|\b[A-Z])$/u;

/** The sentences of a text, each line at least one, without the white space and bullets around them. */
export function sentencesOf(text: string): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  const close = (end: number) => {
    const lead = /^[\s>*•·▪◦‣–-]*(?:\d{1,2}[.)]\s+)?(?:[*_~`#|]+\s*)*/u.exec(text.slice(at, end))?.[0].length ?? 0;
    const tail = trailing(text.slice(at, end));
    if (at + lead < end - tail) found.push({ at: at + lead, end: end - tail });
    at = end;
  };
  for (const match of text.matchAll(/\n+|[.!?]{1,3}["')\]]{0,3}(?=\s)|;/gu)) {
    const end = match.index + match[0].length;
    const isStop = match[0].startsWith('.') && match[0].length === 1;
    if (isStop && ABBREVIATED.test(text.slice(Math.max(at, match.index - 8), match.index))) continue;
    if (match[0] === ';' && (isInside(text.slice(at, match.index)) || isShort(text.slice(end)))) continue;
    close(end);
  }
  close(text.length);
  return found;
}

/** What follows a semicolon in a list is no sentence. */
const isShort = (rest: string): boolean => (/^[^;\n]*/u.exec(rest)?.[0].match(/[\p{L}\d]+/gu)?.length ?? 0) < 4;

/** How many signs at the end are no part of a sentence. */
function trailing(text: string): number {
  let end = text.length;
  while (end > 0 && /[\s*_~`|]/u.test(text[end - 1] ?? '')) end--;
  return text.length - end;
}

/** Whether a parenthesis is still open. */
const isInside = (text: string): boolean => text.lastIndexOf('(') > text.lastIndexOf(')');
