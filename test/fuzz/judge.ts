import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import type { Message, Upload } from '../../src/discord/render/message.js';
import { editOf, type Reply } from '../../src/discord/replies.js';
import { checkChoices } from '../e2e/discord/autocomplete-rules.js';
import { dict, list } from '../e2e/discord/json.js';
import { FLAGS } from '../e2e/discord/limits.js';
import { checkMessage } from '../e2e/discord/message-rules.js';
import { checkModal } from '../e2e/discord/modal-rules.js';
import type { UploadedFile } from '../e2e/discord/request-body.js';
import { Specification } from '../e2e/discord/specification.js';
import type { Breaches } from '../e2e/discord/violations.js';
import { CANARY } from './texts.js';

const CALLBACK = '/interactions/1300000000000000001/token/callback';
const ORIGINAL = '/webhooks/1000000000000000001/token/messages/@original';
/** Stands for what a painter makes. */
const PAINTED = new Uint8Array([1]);

/** The answers that Discord takes for each type of interaction and that Marrow gives; a message for what is of none. */
const ALLOWED: Readonly<Record<number, readonly InteractionResponseType[]>> = {
  [InteractionType.Ping]: [InteractionResponseType.Pong],
  [InteractionType.ApplicationCommand]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [InteractionResponseType.ApplicationCommandAutocompleteResult],
  [InteractionType.MessageComponent]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.Modal,
  ],
  [InteractionType.ModalSubmit]: [InteractionResponseType.ChannelMessageWithSource],
};

export interface Judge {
  /** What is wrong with an answer, a sentence a fault. */
  readonly response: (type: number, reply: Reply) => readonly string[];
  /** The same of a message in a channel. */
  readonly message: (sent: { readonly body: object; readonly files: readonly Upload[] }) => readonly string[];
  /** The same of components that reached a channel, as far as people read them. */
  readonly shown: (components: readonly unknown[]) => readonly string[];
  /** The same of what a terminal is to print. */
  readonly terminal: (printed: string) => readonly string[];
}

/** Judges what is about to be sent, by the stand-in's rules and, where it is at hand, by Discord's own description. */
export function createJudge(links: readonly string[], specification = process.env.MARROW_DISCORD_SPEC): Judge {
  const discord = specification ? Specification.read(specification) : undefined;
  const ours = new Set(links.map(encoded));
  const text = (shown: string) => alive(shown, ours);

  const texts = (components: unknown): string[] =>
    list(components).flatMap((each) => {
      const { content, components: nested, label, placeholder, options, items } = dict(each);
      const alts = list(items).map((item) => dict(item).description);
      const small = [label, placeholder, ...alts, ...list(options).map((option) => dict(option).label)];
      return [
        ...(typeof content === 'string' ? text(content) : []),
        ...small.flatMap((line) => (typeof line === 'string' ? plain(line) : [])),
        ...(nested === undefined ? [] : texts(nested)),
      ];
    });

  /** A message in the place of a deferral. */
  const edit = (written: Message): string[] => {
    const painted = (written.pictures ?? []).map(({ name }) => ({ name, mediaType: 'image/png', content: PAINTED }));
    const { body, files } = editOf({ ...written, files: [...(written.files ?? []), ...painted] });
    const sent = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
    const existing = { flags: FLAGS.ephemeral | FLAGS.loading, attachmentNames: [], loading: true };
    return [
      ...(discord?.faults('PATCH', ORIGINAL, sent) ?? []),
      ...sentences(checkMessage(sent, files.map(uploaded), { kind: 'edit', existing })),
      ...files.flatMap(fileFaults),
      ...silence(sent),
      ...texts(sent['components']),
    ];
  };

  const response = (type: number, { body: answer, files, later }: Reply): string[] => {
    const allowed = ALLOWED[type] ?? [InteractionResponseType.ChannelMessageWithSource];
    const body = JSON.parse(JSON.stringify(answer)) as { type: number; data?: Record<string, unknown> };
    const data = body.data ?? {};
    const faults = [
      ...(allowed.includes(body.type) ? [] : [`type ${body.type} answers an interaction of type ${type}`]),
      ...(discord?.faults('POST', CALLBACK, body) ?? []),
    ];
    switch (body.type) {
      case InteractionResponseType.Pong:
        return faults;
      case InteractionResponseType.ChannelMessageWithSource: {
        const settableFlags = FLAGS.ephemeral | FLAGS.componentsV2;
        const breaches = checkMessage(data, files.map(uploaded), { kind: 'create', settableFlags });
        return [
          ...faults,
          ...sentences(breaches),
          ...files.flatMap(fileFaults),
          ...silence(data),
          ...texts(data['components']),
        ];
      }
      case InteractionResponseType.DeferredChannelMessageWithSource:
        return [
          ...faults,
          ...(later === undefined ? ['a deferral that nothing follows'] : [later.drawn, later.plain].flatMap(edit)),
        ];
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        return [
          ...faults,
          ...sentences(checkChoices(data, 3)),
          ...list(data['choices']).flatMap((each) => plain(String(dict(each).name))),
        ];
      case InteractionResponseType.Modal:
        return [...faults, ...sentences(checkModal(data)), ...texts(data['components'])];
      default:
        return [...faults, `an answer of type ${body.type}`];
    }
  };
  const message: Judge['message'] = ({ body, files }) => {
    const sent = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
    return [
      ...(discord?.faults('POST', '/channels/400000000000000001/messages', sent) ?? []),
      ...files.flatMap(fileFaults),
      ...sentences(checkMessage(sent, files.map(uploaded), { kind: 'create', settableFlags: FLAGS.componentsV2 })),
      ...silence(sent),
      ...texts(sent['components']),
    ];
  };
  return { response, message, shown: texts, terminal: (printed) => printed.split('\n').flatMap(plain) };
}

const sentences = ({ list: found }: Breaches): string[] =>
  found.map(({ rule, path, sentence }) => `${rule} at ${path}: ${sentence}`);

/** A file as it reaches Discord. */
const uploaded = ({ name, mediaType, content }: Upload, index: number): UploadedFile => ({
  index,
  name,
  contentType: mediaType,
  bytes: Buffer.from(content),
});

/** A file has a plain name, and a text is nothing but text. */
function fileFaults({ name, content }: Upload): string[] {
  const isPlain = /^[\w-]+\.\w+$/u.test(name);
  const isText = typeof content !== 'string' || !/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(content);
  return [...(isPlain ? [] : [`a file named ${JSON.stringify(name)}`]), ...(isText ? [] : [`controls in ${name}`])];
}

/** Nobody is pinged. */
function silence(data: Record<string, unknown>): string[] {
  const { parse, users, roles } = dict(data['allowed_mentions']);
  const isSilent = Array.isArray(parse) && parse.length === 0 && users === undefined && roles === undefined;
  return isSilent ? [] : ['somebody may be pinged'];
}

const encoded = (url: string): string =>
  url.replace(/[()[\]\\]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A place without markdown: one line, nothing hidden in it. */
function plain(line: string): string[] {
  return /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(line) ? [`hidden characters in ${JSON.stringify(line)}`] : [];
}

/** What Discord would make of a text beyond showing it: mentions, links, and markup around what was typed. */
function alive(text: string, links: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  for (const line of text.split('\n')) {
    const fault = (what: string) => faults.push(`${what}: ${JSON.stringify(line.slice(0, 300))}`);
    const isQuote = line.startsWith('> ');
    // A document is shown as printed, soft hyphens and all; a break after "@", "<" or "]" is our own.
    if (!isQuote && /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(line.replace(/(?<=[@<\]])\u200b/gu, '')))
      fault('hidden characters');
    const own = line.replace(/\]\((https?:\/\/[^\s()]+)\)/gu, (whole, url: string) => (links.has(url) ? '' : whole));
    // A backslash makes the next sign a mere sign, which still stands between its neighbors.
    const bare = own.replace(/\\[^0-9A-Za-z\s]/gu, '·');
    if (/@(?:everyone|here)/iu.test(bare)) fault('a mention of everyone');
    if (/<(?:@|#|:|\/|a:|t:|id:)/iu.test(bare)) fault('a mention, an emoji or a time');
    if (/\]\(/u.test(bare)) fault('a link');
    if (/https?:\/\//iu.test(bare)) fault('an address');
    if (!line.toLowerCase().includes(CANARY)) continue;
    const echoed = bare.replace(/^(?:### |-# )/u, '');
    if (/[`*_]|~~|\|\|/u.test(echoed)) fault('markup around what was typed');
    if (/^\s*(?:#|>|-#|[-+] |\d+\. )/u.test(echoed)) fault('a line that what was typed began');
  }
  return faults;
}
