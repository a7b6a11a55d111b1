import type { Fault } from '../e2e/discord/start.js';
import type { Mishap } from './account.js';
import type { Dice } from './dice.js';

type Injected = Pick<Mishap, 'name' | 'isFinal'> & { readonly fault: (dice: Dice) => Fault };
type Table = readonly (readonly [weight: number, injected: Injected])[];

/** More requests than are made for one answer: Discord stays away for as long as an answer could be given. */
const ALL = 40;
const RETRIES_MS = 500;

const passing = (name: string, fault: Injected['fault']): Injected => ({ name, isFinal: false, fault });
const final = (name: string, fault: Injected['fault']): Injected => ({ name, isFinal: true, fault });
const status =
  (code: number, discord: number, message: string, times = 1) =>
  (): Fault => ({
    kind: 'status',
    status: code,
    code: discord,
    message,
    times,
  });
const slow = (least: number, most: number, when: 'before' | 'after') => (dice: Dice) =>
  ({ kind: 'delay', milliseconds: dice.between(least, most), when }) as const;

/** What hits any answer and is mended. */
const MENDED: Table = [
  [3, passing('429, short', (dice) => ({ kind: 'rate-limit', retryAfter: dice.between(0.1, 1) }))],
  [3, passing('5xx, once', status(502, 0, 'Bad Gateway'))],
  [2, passing('5xx, six times', status(503, 0, 'Service Unavailable', 6))],
  [3, passing('answered, but the reply lost', () => ({ kind: 'drop', when: 'after' }))],
  [3, passing('socket closed', () => ({ kind: 'drop', when: 'before' }))],
  [3, passing('slow to take it', slow(100, 1_200, 'before'))],
  [2, passing('slow to reply', slow(100, 2_000, 'after'))],
];

/** The rows of the error table that hit an answer, and how often each is thrown; by the request that they hit. */
const TABLES = {
  callback: [
    ...MENDED,
    [1, final('429, beyond 2.5 s', () => ({ kind: 'rate-limit', retryAfter: 4, times: ALL }))],
    [1, final('5xx, for good', status(500, 0, 'Internal Server Error', ALL))],
    [1, final('slower than 3 s', () => ({ kind: 'delay', milliseconds: 3_200, when: 'before', times: ALL }))],
    [2, passing('body refused (50035)', status(400, 50_035, 'Invalid Form Body'))],
    [2, final('unknown (10062)', status(404, 10_062, 'Unknown interaction', ALL))],
    [1, final('acknowledged by another (40060)', status(400, 40_060, 'Interaction has already been acknowledged.'))],
    [1, final('forbidden (50013)', status(403, 50_013, 'Missing Permissions', ALL))],
    [1, final('401 on a callback', status(401, 0, '401: Unauthorized', ALL))],
  ],
  edit: [
    ...MENDED,
    [1, passing('429 on an edit, 3 s', () => ({ kind: 'rate-limit', retryAfter: 3 }))],
    [1, passing('body of an edit refused (50035)', status(400, 50_035, 'Invalid Form Body'))],
    [1, passing('files forbidden (50013)', status(403, 50_013, 'Missing Permissions'))],
    [1, final('unknown webhook (10015)', status(404, 10_015, 'Unknown Webhook', ALL))],
    [1, final('token expired (50027)', status(401, 50_027, 'Invalid Webhook Token', ALL))],
  ],
  message: [
    ...MENDED,
    [1, passing('429 on a message, 3 s', () => ({ kind: 'rate-limit', retryAfter: 3 }))],
    [1, final('no access (50001)', status(403, 50_001, 'Missing Access', ALL))],
    [1, final('no direct messages (50007)', status(403, 50_007, 'Cannot send messages to this user', ALL))],
    [1, final('unknown channel (10003)', status(404, 10_003, 'Unknown Channel', ALL))],
  ],
} as const satisfies Record<string, Table>;

export type Hit = keyof typeof TABLES;

/** One of the mishaps that hit a request of that kind, at the path that only this request has. */
export function mishapAt(hit: Hit, path: RegExp, dice: Dice): { readonly mishap: Mishap; readonly fault: Fault } {
  const { name, isFinal, fault } = dice.pick<Injected>(TABLES[hit]);
  const made: Fault = { ...fault(dice), path };
  return { mishap: { name, isFinal, takesMs: timeOf(made) }, fault: made };
}

/** How long a fault keeps an answer, in milliseconds; one that is tried again for as long as it pauses in between. */
function timeOf(fault: Fault): number {
  switch (fault.kind) {
    case 'rate-limit':
      return fault.retryAfter * 1_000;
    case 'delay':
      return fault.milliseconds;
    case 'status':
      return (fault.times ?? 1) > 1 ? RETRIES_MS : 0;
    case 'drop':
      return RETRIES_MS;
  }
}

/** All there are, for a run to show that none was left out. */
export const MISHAPS: readonly string[] = [
  ...new Set(Object.values(TABLES).flatMap((table: Table) => table.map(([, { name }]) => name))),
];

/** What goes wrong with the connection; each is followed by a RESUME, or by an IDENTIFY that replays nothing. */
export const ON_CONNECTIONS = [
  [3, 'op 7: reconnect'],
  [3, 'TCP connection dropped'],
  [2, 'op 9: invalid, resumable'],
  [1, 'op 9: invalid'],
  [2, 'half-open socket'],
  [2, 'heartbeats unanswered'],
  [2, 'connections refused on the way back'],
] as const;
export type ConnectionMishap = (typeof ON_CONNECTIONS)[number][1];

/** How a process ends, by our hand or by Discord's, and the exit code that is right. */
export const ON_PROCESSES = [
  [2, { name: '4004 after READY', code: 1 }],
  [2, { name: '401 on a message', code: 1 }],
  [1, { name: 'killed', code: null }],
  [1, { name: 'stopped', code: 0 }],
  [1, { name: 'stopped while the peer is gone', code: 0 }],
] as const;
export type ProcessMishap = (typeof ON_PROCESSES)[number][1];

/** What meets a process that starts. */
export const ON_LOGINS = [
  [1, 'nothing'],
  [1, 'login: 5xx'],
  [1, 'login: 4014'],
  [1, 'login: wrong token'],
] as const;
export type LoginMishap = (typeof ON_LOGINS)[number][1];
