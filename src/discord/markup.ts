const MENTION = /<(?:@[!&]?|#)\d{1,20}>/gu;
const EMOJI = /<a?:\w{1,40}:\d{1,20}>/gu;

/** A message's text without Discord's own markup: mentions and custom emoji are no part of a question. */
export function withoutMarkup(content: string): string {
  return content
    .replace(MENTION, ' ')
    .replace(EMOJI, ' ')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}
