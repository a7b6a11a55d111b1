import { randomUUID } from 'node:crypto';
import { type APIInteraction, InteractionType } from 'discord-api-types/v10';
import { looksLikePatient } from '../../index/question/patient.js';
import type { Asking, LeftOut, Observer } from '../ops/observer.js';
import type { Painter } from '../pictures/painter.js';
import type { Counters } from './counters.js';
import { type Delivery, describeError } from './delivery.js';
import { interact, typedIn } from './interact.js';
import { observed } from './observed.js';
import { painted } from './painting.js';
import type { Answering, Log } from './parts.js';
import { type Message, notice } from './render/message.js';
import { apology, apologyText, editOf, type Later, patience, type Reply } from './replies.js';
import { COST, type Permit, type UserLimits, userOf } from './user-limits.js';

/** Hands a response to Discord the way the interaction came: a callback over REST, or the answer to an HTTP request. */
export type Send = (reply: Reply) => Promise<Delivery>;

/** Puts a message in the place of the deferral that an interaction was answered with. */
export type Edit = (
  raw: APIInteraction,
  content: Pick<Reply, 'files'> & { readonly body: object },
) => Promise<Delivery>;

export interface ResponderParts {
  /** What answers now; a reload of the evidence puts another in its place. */
  readonly answering: () => Answering;
  readonly log: Log;
  readonly counters: Counters;
  readonly observer: Observer;
  readonly limits: UserLimits;
  readonly painter: Painter;
  readonly edit: Edit;
  /** Whether question texts are logged. */
  readonly questions: boolean;
}

const ASKING: Readonly<Record<Exclude<InteractionType, InteractionType.Ping>, Asking>> = {
  [InteractionType.ApplicationCommand]: 'command',
  [InteractionType.ApplicationCommandAutocomplete]: 'autocomplete',
  [InteractionType.MessageComponent]: 'component',
  [InteractionType.ModalSubmit]: 'modal',
};

/** Answers interactions, whichever way they came: both transports lead through here. */
export class Responder {
  constructor(private readonly parts: ResponderParts) {}

  /** Answers an interaction from the evidence as it is when it comes, whatever is loaded meanwhile. Never throws. */
  async interaction(raw: APIInteraction, send: Send): Promise<void> {
    if (raw.type === InteractionType.Ping) await this.#interaction(raw, send);
    else await this.timed(ASKING[raw.type], () => this.#interaction(raw, send));
  }

  async #interaction(raw: APIInteraction, send: Send): Promise<void> {
    if (raw.type !== InteractionType.Ping) {
      const isKeystroke = raw.type === InteractionType.ApplicationCommandAutocomplete;
      const permit = this.permit(userOf(raw), isKeystroke ? COST.keystroke : COST.question);
      if (permit.type === 'refused') return this.count(await send(patience(raw.type, permit.inSeconds)));
    }
    this.asked(() => typedIn(raw));
    const answering = this.answering();
    const reply = this.guarded(
      () => interact(raw, answering),
      (reference) => apology(raw.type, reference),
    );
    this.leftOut(reply);
    const delivery = await this.insist(send, reply, reply.withoutFiles, (reference) => apology(raw.type, reference));
    this.count(delivery);
    // A deferral whose reply was lost has landed all the same.
    const isDeferred = delivery.outcome === 'delivered' || delivery.outcome === 'acknowledgedBefore';
    if (reply.later !== undefined && isDeferred) await this.#finish(raw, reply.later);
  }

  /** Gives a deferral its content: with pictures, in characters where those are not taken, an apology at worst. */
  async #finish(raw: APIInteraction, later: Later): Promise<void> {
    const message = await this.painted(later);
    this.leftOut(message);
    const edit = (written: Message) => this.parts.edit(raw, editOf(written));
    const plain = message === later.plain ? undefined : later.plain;
    this.count(await this.insist(edit, message, plain, (reference) => notice(apologyText(reference))));
  }

  /**
   * Sends what there is to say. Where Discord does not take it, for want of a permission or of room, what says the same
   * without files; where it takes nothing of ours, an apology. What it refuses is a bug of ours, whatever follows.
   */
  async insist<T>(
    send: (content: T) => Promise<Delivery>,
    whole: T,
    plain: T | undefined,
    apologize: (reference: string) => T,
  ): Promise<Delivery> {
    let reference: string | undefined;
    const attempt = async (content: T): Promise<Delivery> => {
      const delivery = await send(content);
      if (delivery.outcome === 'refused')
        reference = this.bug(describeError(delivery.error), 'Discord refused an answer');
      return delivery;
    };
    const isTaken = ({ outcome }: Delivery) => outcome !== 'forbidden' && outcome !== 'refused';
    const first = await attempt(whole);
    if (isTaken(first)) return first;
    const second = plain === undefined ? first : await attempt(plain);
    if (second.outcome !== 'refused' || reference === undefined) return second;
    return await send(apologize(reference));
  }

  /** A message with its pictures painted; the plain one where that fails. Never throws. */
  async painted(later: Later): Promise<Message> {
    try {
      return await painted(later, this.parts.painter);
    } catch (error) {
      this.bug({ err: error }, 'a picture could not be painted');
      return later.plain;
    }
  }

  /** What answers now. Taken once for an answer, so that it is of one evidence. */
  answering(): Answering {
    return observed(this.parts.answering(), this.parts.observer);
  }

  /** Tells the observer how long it took. */
  async timed(asking: Asking, run: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await run();
    this.parts.observer.responded(asking, (performance.now() - began) / 1_000);
  }

  /** Tells the observer what of a reply did not fit. */
  leftOut({ leftOut }: { readonly leftOut?: LeftOut | undefined }): void {
    if (leftOut !== undefined) this.parts.observer.leftOut(leftOut);
  }

  /** Whether a user may ask now; counted where not. */
  permit(user: string, cost: number): Permit {
    const permit = this.parts.limits.take(user, cost);
    if (permit.type === 'refused') this.parts.counters.add('limited');
    return permit;
  }

  /** The one catch around answers: what fails gets a reference that the log has too, and nothing else is shown. */
  guarded<T, U>(run: () => T, apologize: (reference: string) => U): T | U {
    try {
      return run();
    } catch (error) {
      return apologize(this.bug({ err: error }, 'an answer failed'));
    }
  }

  /** Logs a bug of ours; returns the reference it can be found by. */
  bug(details: object, what: string): string {
    const reference = randomUUID().slice(0, 8);
    this.parts.counters.add('failures');
    this.parts.log.error({ reference, ...details }, what);
    return reference;
  }

  count({ outcome, error }: Delivery): void {
    if (outcome === 'unauthorized') return;
    this.parts.counters.add(outcome);
    if (outcome !== 'delivered')
      this.parts.log.debug({ outcome, error: describeError(error) }, 'an answer was not delivered');
  }

  /** Logs a question where the operator wants to have it; never one that reads like a patient. */
  asked(question: () => string | undefined): void {
    if (!this.parts.questions) return;
    const text = this.guarded(question, () => undefined);
    if (text === undefined) return;
    this.parts.log.info({ question: withheld(text) ?? text }, 'asked');
  }
}

/** What stands in the log for a text that is not the operator's to keep: one about a patient, or what somebody else wrote. */
function withheld(text: string): string | undefined {
  if (/^\s*\/check\b/iu.test(text)) return '/check, its text withheld';
  return looksLikePatient(text) ? 'withheld: it reads like a patient' : undefined;
}
