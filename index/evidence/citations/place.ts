import type { Source } from '../schema.js';

/** Signs that mean something in a text directive, or would end a link in a chat: RFC 3986 leaves them as they are. */
const MEANT = /[-!'()*~,&]/gu;

/**
 * A search key as a text fragment: a browser opens the page at these words and marks them.
 * The directive reserves "-", "," and "&" (WICG, URL fragment text directives), so they are percent-encoded too.
 */
export function textFragment(key: string): string {
  const encoded = encodeURIComponent(key).replace(
    MEANT,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `#:~:text=${encoded}`;
}

/** Where anyone can read the source, opened at a search key; undefined where no such address is certain. */
export function openAt({ citation: { open } }: Source, key: string | undefined): string | undefined {
  if (open === undefined || key === undefined || key === '') return open;
  return `${open}${textFragment(key)}`;
}
