import { type Dict, dict, given, isDict, isText, lengthOf, list, number } from './json.js';
import { LIMITS } from './limits.js';
import type { Breaches } from './violations.js';

export const COMPONENT = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

const IN_CONTAINER: readonly unknown[] = [
  COMPONENT.actionRow,
  COMPONENT.section,
  COMPONENT.textDisplay,
  COMPONENT.mediaGallery,
  COMPONENT.file,
  COMPONENT.separator,
];
const AT_TOP: readonly unknown[] = [...IN_CONTAINER, COMPONENT.container];

const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;

export function isSelect(type: unknown): boolean {
  return (
    typeof type === 'number' && (type === COMPONENT.stringSelect || (type >= 5 && type <= COMPONENT.channelSelect))
  );
}

/** Checks the component tree of one message and remembers what must hold across all of it. */
export class ComponentRules {
  /** Attachments that some component shows. */
  readonly shownAttachments = new Set<string>();
  #count = 0;
  #characters = 0;
  readonly #customIds = new Set<string>();
  readonly #ids = new Set<number>();

  constructor(
    private readonly breaches: Breaches,
    private readonly attachments: ReadonlySet<string>,
  ) {}

  /** The components of a message with the Components V2 flag. */
  checkV2(components: readonly unknown[], path: string): void {
    components.forEach((component, index) => {
      this.#nested(component, `${path}[${index}]`, AT_TOP, 'the top level of a message');
    });
    if (this.#count > LIMITS.components) {
      this.breaches.refuse('component-count', path, `${this.#count} components with nested ones, the limit is 40`);
    }
    if (this.#characters > LIMITS.textDisplayTotal) {
      const sentence = `${this.#characters} characters over all text displays, the limit is 4000`;
      this.breaches.refuse('text-total', path, sentence);
    }
  }

  /** The components of a message without the flag: at most five action rows. */
  checkLegacy(components: readonly unknown[], path: string): void {
    if (components.length > LIMITS.legacyRows) {
      this.breaches.refuse('legacy-rows', path, `${components.length} action rows, the limit is 5`);
    }
    components.forEach((component, index) => {
      const at = `${path}[${index}]`;
      const type = dict(component).type;
      if (type === COMPONENT.actionRow) this.#component(component, at);
      else
        this.breaches.refuse(
          'v2-flag-missing',
          at,
          `component type ${String(type)} needs the Components V2 flag (1 << 15)`,
        );
    });
  }

  #nested(component: unknown, path: string, allowed: readonly unknown[], place: string): void {
    const { type } = dict(component);
    if (allowed.includes(type)) this.#component(component, path);
    else {
      this.#count += 1;
      this.breaches.refuse('component-placement', path, `component type ${String(type)} is not allowed in ${place}`);
    }
  }

  #component(value: unknown, path: string): void {
    this.#count += 1;
    const component = dict(value);
    this.#id(component, path);
    switch (component.type) {
      case COMPONENT.actionRow:
        this.#actionRow(component, path);
        return;
      case COMPONENT.section:
        this.#section(component, path);
        return;
      case COMPONENT.textDisplay:
        this.#textDisplay(component, path);
        return;
      case COMPONENT.mediaGallery:
        this.#mediaGallery(component, path);
        return;
      case COMPONENT.file:
        this.#file(component, path);
        return;
      case COMPONENT.container:
        this.#container(component, path);
        return;
      case COMPONENT.button:
        this.#button(component, path);
        return;
      case COMPONENT.stringSelect:
        this.#stringSelect(component, path);
        return;
      case COMPONENT.thumbnail:
        this.#picture(component, path);
        return;
      default:
        if (isSelect(component.type)) this.#select(component, path);
    }
  }

  #id(component: Dict, path: string): void {
    const { id } = component;
    if (typeof id !== 'number' || id === 0) return;
    if (this.#ids.has(id)) this.breaches.refuse('component-id-unique', `${path}.id`, `component id ${id} occurs twice`);
    this.#ids.add(id);
  }

  #actionRow(row: Dict, path: string): void {
    const children = list(row.components);
    const buttons = children.filter((child) => dict(child).type === COMPONENT.button).length;
    const selects = children.filter((child) => isSelect(dict(child).type)).length;
    const onlyButtons = buttons === children.length && buttons >= 1 && buttons <= LIMITS.buttonsInRow;
    const onlySelect = selects === 1 && children.length === 1;
    if (!onlyButtons && !onlySelect) {
      const found = `${children.length} components (${buttons} buttons, ${selects} selects)`;
      const sentence = `an action row holds 1 to 5 buttons or 1 select, this one ${found}`;
      this.breaches.refuse('action-row', `${path}.components`, sentence);
    }
    children.forEach((child, index) => {
      this.#component(child, `${path}.components[${index}]`);
    });
  }

  #button(button: Dict, path: string): void {
    const { style, label, custom_id: customId, url } = button;
    if (typeof style !== 'number' || style < 1 || style > PREMIUM_STYLE) {
      this.breaches.refuse('button-style', `${path}.style`, `button style ${String(style)} does not exist`);
    }
    if (given(label) && !within(label, 0, LIMITS.buttonLabel)) {
      this.breaches.refuse('button-label', `${path}.label`, `a button label has at most 80 characters: ${show(label)}`);
    }
    if (style === PREMIUM_STYLE) return;
    if ((!isText(label) || label === '') && !given(button.emoji)) {
      this.breaches.refuse('button-label', path, 'a button needs a label or an emoji');
    }
    if (style === LINK_STYLE) {
      if (given(customId)) this.breaches.refuse('link-button', path, 'a link button has no custom_id');
      if (!isText(url) || !/^(https?|discord):\/\//.test(url) || lengthOf(url) > LIMITS.buttonUrl) {
        const sentence = `a link button needs a URL of at most 512 characters: ${show(url)}`;
        this.breaches.refuse('link-button', `${path}.url`, sentence);
      }
      return;
    }
    if (given(url)) this.breaches.refuse('button-url', `${path}.url`, 'only a link button (style 5) has a URL');
    this.#customId(customId, path);
  }

  #customId(customId: unknown, path: string): void {
    if (!within(customId, 1, LIMITS.customId)) {
      this.breaches.refuse('custom-id', `${path}.custom_id`, `a custom_id has 1 to 100 characters: ${show(customId)}`);
    }
    if (!isText(customId)) return;
    if (this.#customIds.has(customId)) {
      const sentence = `custom_id ${show(customId)} occurs twice in the message`;
      this.breaches.refuse('custom-id-unique', `${path}.custom_id`, sentence);
    }
    this.#customIds.add(customId);
  }

  #select(select: Dict, path: string): void {
    this.#customId(select.custom_id, path);
    if (given(select.placeholder) && !within(select.placeholder, 0, LIMITS.selectPlaceholder)) {
      this.breaches.refuse('select-placeholder', `${path}.placeholder`, 'a placeholder has at most 150 characters');
    }
    const fewest = number(select.min_values, 1);
    const most = number(select.max_values, 1);
    if (fewest < 0 || most < 1 || most > LIMITS.selectOptions || fewest > most) {
      this.breaches.refuse('select-values', path, `min_values ${fewest} and max_values ${most} do not go together`);
    }
  }

  #stringSelect(select: Dict, path: string): void {
    this.#select(select, path);
    const options = list(select.options);
    if (options.length < 1 || options.length > LIMITS.selectOptions) {
      const sentence = `a select has 1 to 25 options, this one ${options.length}`;
      this.breaches.refuse('select-options', `${path}.options`, sentence);
    }
    if (options.length > 0 && number(select.max_values, 1) > options.length) {
      this.breaches.refuse('select-values', `${path}.max_values`, 'max_values is more than there are options');
    }
    checkOptions(options, `${path}.options`, this.breaches);
  }

  #section(section: Dict, path: string): void {
    const texts = list(section.components);
    if (texts.length < 1 || texts.length > LIMITS.sectionTexts) {
      const sentence = `a section has 1 to 3 text displays, this one ${texts.length}`;
      this.breaches.refuse('section-texts', `${path}.components`, sentence);
    }
    texts.forEach((text, index) => {
      this.#nested(text, `${path}.components[${index}]`, [COMPONENT.textDisplay], 'a section');
    });
    if (!isDict(section.accessory)) {
      this.breaches.refuse('section-accessory', `${path}.accessory`, 'a section needs an accessory');
      return;
    }
    const accessories = [COMPONENT.button, COMPONENT.thumbnail];
    this.#nested(section.accessory, `${path}.accessory`, accessories, 'the accessory of a section');
  }

  #textDisplay(display: Dict, path: string): void {
    const { content } = display;
    if (!isText(content) || content.trim() === '') {
      this.breaches.refuse('text-empty', `${path}.content`, 'a text display needs at least one visible character');
      return;
    }
    this.#characters += lengthOf(content);
  }

  #mediaGallery(gallery: Dict, path: string): void {
    const items = list(gallery.items);
    if (items.length < 1 || items.length > LIMITS.galleryItems) {
      const sentence = `a media gallery has 1 to 10 items, this one ${items.length}`;
      this.breaches.refuse('gallery-items', `${path}.items`, sentence);
    }
    items.forEach((item, index) => {
      this.#picture(dict(item), `${path}.items[${index}]`);
    });
  }

  #picture(picture: Dict, path: string): void {
    const { description } = picture;
    if (!given(description) || description === '') {
      this.breaches.project('alt-text-missing', `${path}.description`, 'every picture has an alt text');
    } else if (!within(description, 1, LIMITS.altText)) {
      this.breaches.refuse('alt-text', `${path}.description`, 'an alt text has at most 1024 characters');
    }
    this.#media(dict(picture.media).url, `${path}.media.url`, /^(https?|attachment):\/\//);
  }

  #file(file: Dict, path: string): void {
    this.#media(dict(file.file).url, `${path}.file.url`, /^attachment:\/\//);
  }

  #media(url: unknown, path: string, allowed: RegExp): void {
    if (!isText(url) || !allowed.test(url)) {
      this.breaches.refuse('media-url', path, `not a URL that is allowed here: ${show(url)}`);
      return;
    }
    if (!url.startsWith('attachment://')) return;
    const name = decodeURIComponent(url.slice('attachment://'.length));
    if (this.attachments.has(name)) this.shownAttachments.add(name);
    else this.breaches.refuse('attachment-unknown', path, `${url} names a file that is not attached`);
  }

  #container(container: Dict, path: string): void {
    const children = list(container.components);
    if (children.length === 0) {
      this.breaches.refuse('container-empty', `${path}.components`, 'a container needs at least one component');
    }
    children.forEach((child, index) => {
      this.#nested(child, `${path}.components[${index}]`, IN_CONTAINER, 'a container');
    });
  }
}

/** Options of a string select, in a message or a modal. */
export function checkOptions(options: readonly unknown[], path: string, breaches: Breaches): void {
  const values = new Set<unknown>();
  options.forEach((value, index) => {
    const option = dict(value);
    for (const key of ['label', 'value'] as const) {
      if (!within(option[key], 1, LIMITS.selectText)) {
        const sentence = `the ${key} of a select option has 1 to 100 characters: ${show(option[key])}`;
        breaches.refuse('select-option', `${path}[${index}].${key}`, sentence);
      }
    }
    if (given(option.description) && !within(option.description, 1, LIMITS.selectText)) {
      const sentence = 'the description of a select option has 1 to 100 characters';
      breaches.refuse('select-option', `${path}[${index}].description`, sentence);
    }
    if (values.has(option.value)) {
      const sentence = `the option value ${show(option.value)} occurs twice`;
      breaches.refuse('select-value-unique', `${path}[${index}].value`, sentence);
    }
    values.add(option.value);
  });
}

/** Is it a text with that many code points? */
export function within(value: unknown, fewest: number, most: number): boolean {
  if (!isText(value)) return false;
  const length = lengthOf(value);
  return length >= fewest && length <= most;
}

/** A value for a sentence, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 120
    ? `${text.slice(0, 100)}… (${isText(value) ? lengthOf(value) : text.length} characters)`
    : text;
}
