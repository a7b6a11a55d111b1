import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** The headers by which Discord signs a request. */
export const SIGNATURE_HEADER = 'x-signature-ed25519';
export const TIMESTAMP_HEADER = 'x-signature-timestamp';

/**
 * How far a signed time may lie from ours. Discord waits three seconds for an answer; the rest is for clocks that
 * disagree. Within it a request may come twice, as from a balancer that tries again, and is answered alike.
 */
const TOLERANCE_S = 60;

/** What a request's signature says. */
export type Verdict =
  | { readonly type: 'genuine' }
  | { readonly type: 'forged' }
  /** Discord's, but of another time: a replay, or a clock that is off by `seconds`. */
  | { readonly type: 'stale'; readonly seconds: number };

export interface Signed {
  /** 128 hexadecimal digits. */
  readonly signature: string;
  /** Seconds since 1970, as text, since the text is what was signed. */
  readonly timestamp: string;
}

/** The signature of a request, undefined where it has none that could be one. */
export function signedBy(headers: Readonly<Record<string, string | string[] | undefined>>): Signed | undefined {
  const signature = headers[SIGNATURE_HEADER];
  const timestamp = headers[TIMESTAMP_HEADER];
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/iu.test(signature)) return undefined;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/u.test(timestamp)) return undefined;
  return { signature, timestamp };
}

/** The application's public key, from the 64 hexadecimal digits that the developer portal shows. */
export function publicKey(hex: string): KeyObject {
  const x = Buffer.from(hex, 'hex').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/** Whether Discord signed these bytes, and just now: Ed25519 over the timestamp and the body as it came. */
export function judge({ signature, timestamp }: Signed, body: Buffer, key: KeyObject, now: number): Verdict {
  const isGenuine = verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
  if (!isGenuine) return { type: 'forged' };
  const seconds = Math.round(now / 1_000 - Number(timestamp));
  return Math.abs(seconds) > TOLERANCE_S ? { type: 'stale', seconds } : { type: 'genuine' };
}
