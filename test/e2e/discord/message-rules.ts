import { ComponentRules, show, within } from './component-rules.js';
import { type Dict, dict, given, isDict, isText, lengthOf, list, number } from './json.js';
import { FLAGS, LIMITS } from './limits.js';
import type { UploadedFile } from './request-body.js';
import { Breaches } from './violations.js';

/** What a message body is for; the rules differ. */
export type MessagePurpose =
  | { readonly kind: 'create'; readonly settableFlags: number }
  | { readonly kind: 'edit'; readonly existing: ExistingMessage };

export interface ExistingMessage {
  readonly flags: number;
  readonly attachmentNames: readonly string[];
  /** Still the "thinking" state of a deferral, so the edit gives the first content. */
  readonly loading: boolean;
}

const EMBED_TEXTS = ['title', 'description'] as const;

/** Checks a message body against what Discord enforces and the house rules; `path` prefixes every place. */
export function checkMessage(body: Dict, files: readonly UploadedFile[], purpose: MessagePurpose, path = ''): Breaches {
  const breaches = new Breaches();
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const flags = number(body.flags, 0);
  checkFlags(flags, purpose, at('flags'), breaches);
  checkMentions(body.allowed_mentions, at('allowed_mentions'), breaches);
  checkEmbeds(list(body.embeds), at('embeds'), breaches);
  if (given(body.content) && !within(body.content, 0, LIMITS.content)) {
    breaches.refuse('content-length', at('content'), `content has at most 2000 characters: ${show(body.content)}`);
  }
  const attachments = attachmentNames(body, files, purpose, at('attachments'), breaches);
  const components = new ComponentRules(breaches, attachments);
  const wasV2 = purpose.kind === 'edit' && (purpose.existing.flags & FLAGS.componentsV2) !== 0;
  if ((flags & FLAGS.componentsV2) !== 0 || wasV2) {
    checkV2Body(body, purpose, at, breaches);
    components.checkV2(list(body.components), at('components'));
    checkShown(files, components, at('attachments'), breaches);
    if (wasV2 && given(body.flags) && (flags & FLAGS.componentsV2) === 0) {
      breaches.refuse('v2-flag-removed', at('flags'), 'the Components V2 flag cannot be taken off a message');
    }
  } else {
    components.checkLegacy(list(body.components), at('components'));
    checkNotEmpty(body, files, purpose, path, breaches);
  }
  return breaches;
}

function checkFlags(flags: number, purpose: MessagePurpose, path: string, breaches: Breaches): void {
  const settable =
    purpose.kind === 'create' ? purpose.settableFlags : FLAGS.suppressEmbeds | FLAGS.componentsV2 | FLAGS.ephemeral;
  const foreign = flags & ~settable;
  if (foreign !== 0) breaches.refuse('flags', path, `flags ${flags} hold ${foreign}, which cannot be set here`);
  if (purpose.kind !== 'edit' || (flags & FLAGS.ephemeral) === 0) return;
  if ((purpose.existing.flags & FLAGS.ephemeral) === 0) {
    const sentence = purpose.existing.loading
      ? 'the deferral was public, an edit cannot make the answer ephemeral'
      : 'an edit cannot make a public message ephemeral';
    breaches.ignored('ephemeral-fixed', path, sentence);
  }
}

function checkMentions(value: unknown, path: string, breaches: Breaches): void {
  const mentions = dict(value);
  if (!Array.isArray(mentions.parse) || mentions.parse.length > 0) {
    breaches.project('allowed-mentions', path, 'every message body carries allowed_mentions: { parse: [] }');
  }
  if (list(mentions.users).length > 0 || list(mentions.roles).length > 0) {
    breaches.project('allowed-mentions', path, 'no user and no role is pinged by an answer');
  }
}

function checkEmbeds(embeds: readonly unknown[], path: string, breaches: Breaches): void {
  if (embeds.length > LIMITS.embeds) breaches.refuse('embeds', path, `${embeds.length} embeds, the limit is 10`);
  let characters = 0;
  for (const value of embeds) {
    const embed = dict(value);
    const texts = [
      ...EMBED_TEXTS.map((key) => embed[key]),
      dict(embed.footer).text,
      dict(embed.author).name,
      ...list(embed.fields).flatMap((field) => [dict(field).name, dict(field).value]),
    ];
    for (const text of texts) if (isText(text)) characters += lengthOf(text);
  }
  if (characters > LIMITS.embedCharacters) {
    breaches.refuse('embed-characters', path, `${characters} characters over all embeds, the limit is 6000`);
  }
}

function checkV2Body(body: Dict, purpose: MessagePurpose, at: (key: string) => string, breaches: Breaches): void {
  if (isText(body.content) && body.content !== '') {
    breaches.refuse('v2-content', at('content'), 'content cannot stand beside Components V2');
  }
  for (const key of ['embeds', 'sticker_ids'] as const) {
    if (list(body[key]).length > 0) breaches.refuse('v2-content', at(key), `${key} cannot stand beside Components V2`);
  }
  if (isDict(body.poll)) breaches.refuse('v2-content', at('poll'), 'a poll cannot stand beside Components V2');
  const mayOmit = purpose.kind === 'edit' && !purpose.existing.loading && !Array.isArray(body.components);
  if (!mayOmit && list(body.components).length === 0) {
    breaches.refuse('empty-message', at('components'), 'a Components V2 message needs at least one component');
  }
}

function checkNotEmpty(
  body: Dict,
  files: readonly UploadedFile[],
  purpose: MessagePurpose,
  path: string,
  breaches: Breaches,
): void {
  if (purpose.kind === 'edit' && !purpose.existing.loading) return;
  const holds =
    (isText(body.content) && body.content.trim() !== '') ||
    list(body.embeds).length > 0 ||
    list(body.components).length > 0 ||
    list(body.sticker_ids).length > 0 ||
    isDict(body.poll) ||
    files.length > 0;
  if (!holds) breaches.refuse('empty-message', path, 'an empty message cannot be sent');
}

/** The names of the attachments the message will have, checking the uploaded files on the way. */
function attachmentNames(
  body: Dict,
  files: readonly UploadedFile[],
  purpose: MessagePurpose,
  path: string,
  breaches: Breaches,
): ReadonlySet<string> {
  if (files.length > LIMITS.files) breaches.refuse('files', path, `${files.length} files, the limit is 10`);
  for (const file of files) {
    if (file.bytes.length > LIMITS.fileBytes) {
      breaches.refuse('file-size', path, `${file.name} has ${file.bytes.length} bytes, the limit is 10 MiB`);
    }
  }
  const fields = new Set(files.map((file) => file.index));
  const existing = purpose.kind === 'edit' ? purpose.existing.attachmentNames : [];
  list(body.attachments).forEach((value, index) => {
    const attachment = dict(value);
    if (given(attachment.description) && !within(attachment.description, 0, LIMITS.altText)) {
      const sentence = 'the description of an attachment has at most 1024 characters';
      breaches.refuse('alt-text', `${path}[${index}].description`, sentence);
    }
    const id = String(attachment.id);
    if (id.length < 17 && !fields.has(Number(id))) {
      breaches.refuse('attachment-unknown', `${path}[${index}].id`, `no file files[${id}] was uploaded`);
    }
  });
  return new Set([...existing, ...files.map((file) => file.name)]);
}

function checkShown(
  files: readonly UploadedFile[],
  components: ComponentRules,
  path: string,
  breaches: Breaches,
): void {
  for (const file of files) {
    if (components.shownAttachments.has(file.name)) continue;
    const sentence = `${file.name} is uploaded but no component shows it, so no user sees it`;
    breaches.ignored('attachment-hidden', path, sentence);
  }
}
