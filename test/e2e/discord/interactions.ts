import type { Dict } from './json.js';
import { LIMITS } from './limits.js';
import type { Message } from './messages.js';
import type { Scene } from './world.js';

export const INTERACTION = { ping: 1, command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;

export const RESPONSE = {
  pong: 1,
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
  launchActivity: 12,
} as const;

/** The response types that Discord takes for each interaction type. */
const ALLOWED_RESPONSES: Readonly<Record<number, readonly number[]>> = {
  [INTERACTION.ping]: [RESPONSE.pong],
  [INTERACTION.command]: [RESPONSE.message, RESPONSE.deferredMessage, RESPONSE.modal, RESPONSE.launchActivity],
  [INTERACTION.component]: [
    RESPONSE.message,
    RESPONSE.deferredMessage,
    RESPONSE.deferredUpdate,
    RESPONSE.update,
    RESPONSE.modal,
    RESPONSE.launchActivity,
  ],
  [INTERACTION.autocomplete]: [RESPONSE.choices],
  [INTERACTION.modalSubmit]: [RESPONSE.message, RESPONSE.deferredMessage, RESPONSE.launchActivity],
};

export interface Acknowledgement {
  readonly type: number;
  readonly data: Dict;
  /** From the dispatch to the complete request, in milliseconds. */
  readonly latencyMs: number;
}

/** One interaction and what became of it. */
export class Interaction {
  readonly dispatchedOn = performance.now();
  acknowledgement: Acknowledgement | undefined;
  /** What `@original` stands for: the answer, or the message that a component sits on. */
  original: Message | undefined;
  readonly followUps: Message[] = [];
  followUpRequests = 0;
  /** A fault was injected into one of its requests, so lateness may not be the bot's. */
  faulted = false;
  /** It was posted to an endpoint whose response has not arrived. */
  isResponseUnderWay = false;
  /** It was too old to be answered when it was dispatched. */
  arrivedLate = false;
  /** The acknowledgement landed but its answer was lost. */
  replyLost = false;

  constructor(
    readonly id: string,
    readonly token: string,
    readonly type: number,
    readonly payload: Dict,
    readonly scene: Scene,
    readonly createdAt: number,
    /** The message that carries the component or opened the modal. */
    readonly source: Message | undefined,
    /** Type of the focused option of an autocomplete. */
    readonly focusedType: number | undefined,
  ) {}

  allows(responseType: number): boolean {
    const fromComponent = this.type === INTERACTION.modalSubmit && this.source !== undefined;
    if (fromComponent && (responseType === RESPONSE.update || responseType === RESPONSE.deferredUpdate)) return true;
    return ALLOWED_RESPONSES[this.type]?.includes(responseType) ?? false;
  }

  isLate(at: number): boolean {
    return at - this.createdAt > LIMITS.acknowledgeWithinMs;
  }

  isExpired(at: number): boolean {
    return at - this.createdAt > LIMITS.tokenLivesMs;
  }

  /** The user still sees "thinking". */
  get pending(): boolean {
    return this.acknowledgement?.type === RESPONSE.deferredMessage && this.original?.loading === true;
  }
}
