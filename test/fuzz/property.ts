import type { APIInteraction } from 'discord-api-types/v10';
import fc from 'fast-check';
import type { Answer } from '../../commands/answer.js';
import { citationOf } from '../../commands/references.js';
import { commands } from '../../commands/registry.js';
import { interact } from '../../src/discord/interact.js';
import { replyTo } from '../../src/discord/mentions.js';
import type { Answering } from '../../src/discord/parts.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { AnswerJson, toLine } from '../../src/terminal/json.js';
import { render } from '../../src/terminal/render.js';
import { dispatcherOf, indexOf } from '../program.js';
import { interactions, malformed } from './interactions.js';
import { createJudge } from './judge.js';
import { createStopwatch, MOST_TIMES } from './spent.js';
import { hostileTexts } from './texts.js';

/** One thing that somebody does to Marrow. */
export type Case =
  | { readonly kind: 'interaction'; readonly raw: APIInteraction }
  | { readonly kind: 'malformed'; readonly raw: unknown }
  /** Typed where there are no options: behind a mention, in a terminal, on a line of JSON. */
  | { readonly kind: 'text'; readonly text: string };

const index = indexOf('with documents');
/** Throws on a bug instead of apologizing for it. */
const dispatcher = dispatcherOf(index);
const glossary = [...index.corpus.concepts.values()].flatMap(({ label, expansion }) =>
  expansion === undefined ? [] : [{ term: label, expansion }],
);
export const answering: Answering = { dispatcher, commands, glossary };
const timesUsual = createStopwatch(index, dispatcher);
export const judge = createJudge(index.corpus.sources.flatMap((source) => citationOf(source).url ?? []));

const text = hostileTexts(index);
export const wellFormed: fc.Arbitrary<APIInteraction> = interactions({ commands, index, dispatcher, text });
export const illFormed: fc.Arbitrary<unknown> = malformed(wellFormed);

export const cases: fc.Arbitrary<Case> = fc.oneof(
  { weight: 12, arbitrary: wellFormed.map((raw) => ({ kind: 'interaction' as const, raw })) },
  { weight: 4, arbitrary: illFormed.map((raw) => ({ kind: 'malformed' as const, raw })) },
  { weight: 4, arbitrary: text.map((each) => ({ kind: 'text' as const, text: each })) },
);

/** The type as Discord would read it; what has none is answered with a message. */
export const typeOf = (raw: unknown): number => {
  const type = typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : undefined;
  return typeof type === 'number' ? type : 0;
};

/** What is wrong with how Marrow takes a case, a sentence a fault. @throws where Marrow does, which is a bug. */
export function faultsOf(each: Case): readonly string[] {
  let faults: () => readonly string[] = () => [];
  const times = timesUsual(() => {
    faults = taken(each);
  });
  const isSlow = times > MOST_TIMES;
  return [...faults(), ...(isSlow ? [`took ${times.toFixed(1)} times as long as an ordinary message`] : [])];
}

/** Answers a case, and returns how to judge it. */
function taken(each: Case): () => readonly string[] {
  if (each.kind === 'text') {
    const answer = dispatcher.text(each.text);
    const body = replyTo('1300000000000000001', renderAnswer(answer, { audience: 'public' }));
    return () => [...judge.message(body), ...typedFaults(answer)];
  }
  const response = interact(each.raw, answering);
  return () => judge.response(typeOf(each.raw), response);
}

/** The same answer in the terminal and as JSON. */
function typedFaults(answer: Answer): readonly string[] {
  const line = toLine(answer);
  return [
    ...(answer.status === 'error' ? ['a bug'] : []),
    ...judge.terminal(render(answer, { width: 80, color: false })),
    ...(line.includes('\n') ? ['more than one line of JSON'] : []),
    ...(AnswerJson.safeParse(JSON.parse(line)).success ? [] : ['JSON that breaks its contract']),
  ];
}

export interface Run {
  readonly cases: number;
  readonly seed: number;
  /** Where in the run of that seed, to see one failure again. */
  readonly path?: string | undefined;
  /** Most milliseconds for all of it. */
  readonly within: number;
}

/** Runs that many cases; returns how many there were. @throws with the smallest case that fails and how to see it again. */
export function fuzz({ cases: wanted, seed, path, within }: Run): number {
  const details = fc.check(
    fc.property(cases, (each) => {
      const faults = faultsOf(each);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    }),
    {
      numRuns: wanted,
      seed,
      ...(path === undefined ? {} : { path }),
      interruptAfterTimeLimit: within,
      markInterruptAsFailure: true,
    },
  );
  if (!details.failed) return details.numRuns;
  const at = details.counterexamplePath === null ? '' : ` --path ${details.counterexamplePath}`;
  throw new Error(`${fc.defaultReportMessage(details)}\n\nSee it again: npm run fuzz -- --seed ${details.seed}${at}`, {
    cause: details.errorInstance,
  });
}
