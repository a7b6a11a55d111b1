/**
 * Makes text inert in Discord's markdown without changing what is displayed: a backslash before punctuation shows the
 * punctuation itself. Only what could mean something is escaped, so that "P < 0.05" and "[12]" stay as they are.
 */
export function escapeMarkdown(text: string): string {
  const escaped = text
    .replace(/[\\*_`]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\|/gu, '\\$&')
    .replace(/<(?=[@#:/a-z])|:(?=\/\/)|@(?=everyone|here)/giu, '\\$&')
    .replace(/^(\s*)([>#]|[-+](?=[\s#]))/gmu, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gmu, '$1\\.');
  // The parser of links knows no escaped "]", only an escaped "[" keeps one from opening.
  return escaped.includes('](') ? escaped.replace(/\[/gu, '\\[') : escaped;
}

/** A document's text as a block quote, displayed exactly as printed. */
export function blockQuote(text: string): string {
  return escapeMarkdown(text)
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => `> ${line}`)
    .join('\n');
}

// Controls and format characters reorder or hide what is read; lone surrogates are no text.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
// Broken by a space that is not seen, for readers that do not know Discord's escapes: notifications, screen readers, bridges.
const ACTIVE = /@|<(?=[@#:/a-z])|\](?=\()/giu;

/** A line of fixed-width text with its spaces as they are, for a code block: nothing is markup there but its end. */
export function fixedLine(text: string): string {
  return text.replace(/\s/gu, ' ').replace(INVISIBLE, '').replaceAll('`', "'");
}

/** One line for a place that shows no markdown: a label, a placeholder. */
export function plainLine(text: string): string {
  return text.replace(/\s/gu, ' ').replace(INVISIBLE, '').replace(/ +/gu, ' ').trim();
}

/** One inert line, for whatever may carry something a user typed. */
export function inert(text: string): string {
  return escapeMarkdown(plainLine(text).replace(ACTIVE, '$&\u200B'));
}
