/** So many characters in a row of a secret are no accident. */
const WINDOW = 8;

/**
 * Where a text has a secret, or a part of it, in it: as it is, or as programs write it (percent, base64, hexadecimal,
 * upside down). Each is given with what stands around it.
 */
export function leaksOf(text: string, secret: string): readonly string[] {
  const forms = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/u, ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    [...secret].reverse().join(''),
  ];
  const found = new Set<string>();
  for (const form of forms)
    for (let at = 0; at + WINDOW <= form.length; at++) {
      const place = text.indexOf(form.slice(at, at + WINDOW));
      if (place >= 0) found.add(text.slice(Math.max(0, place - 40), place + 40));
    }
  return [...found];
}
