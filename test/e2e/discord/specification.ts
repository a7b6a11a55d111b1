import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type Dict, dict, isDict, isText, list } from './json.js';

const CALLBACK_SCHEMAS: Readonly<Record<number, string>> = {
  1: 'PongInteractionCallbackRequest',
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
};
const CALLBACK_PATH = /^\/interactions\/[^/]+\/[^/]+\/callback$/;
const COMMANDS_PATH = /^\/applications\/[^/]+\/(guilds\/[^/]+\/)?commands$/;

interface Operation {
  readonly method: string;
  readonly pattern: RegExp;
  /** How many segments are spelled out; the more, the closer the match. */
  readonly literals: number;
  readonly pointer: string;
}

/** Discord's OpenAPI description, asked whether a request body is valid. */
export class Specification {
  readonly #ajv: Ajv2020;
  readonly #operations: readonly Operation[];
  readonly #validators = new Map<string, ValidateFunction>();

  private constructor(document: Dict) {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    formats.default(this.#ajv);
    this.#ajv.addFormat('snowflake', /^\d{1,20}$/);
    this.#ajv.addFormat('nonce', true);
    this.#ajv.addSchema(document, 'discord');
    this.#operations = operationsOf(document);
  }

  static readonly #read = new Map<string, Specification>();

  /** Reads a description once per process. */
  static read(file: string): Specification {
    const known = Specification.#read.get(file);
    if (known !== undefined) return known;
    const specification = new Specification(dict(JSON.parse(readFileSync(file, 'utf8'))));
    specification.#warmUp();
    Specification.#read.set(file, specification);
    return specification;
  }

  /** What is wrong with a body: a sentence a fault, none for a valid body or a request without one. */
  faults(method: string, path: string, body: unknown): string[] {
    const pointer = this.#pointer(method, path, body);
    if (pointer === undefined) return [];
    const validate = this.#validator(pointer);
    const subject = COMMANDS_PATH.test(path) ? list(body).map(withNumericPermissions) : body;
    return validate(subject) ? [] : sentences(validate.errors ?? []);
  }

  /** Compiles what every bot needs at once: later it would hold up an acknowledgement for longer than it may take. */
  #warmUp(): void {
    for (const type of Object.keys(CALLBACK_SCHEMAS)) this.faults('POST', '/interactions/0/0/callback', { type });
    this.faults('POST', '/webhooks/0/0', {});
    this.faults('PATCH', '/webhooks/0/0/messages/@original', {});
    this.faults('PATCH', '/webhooks/0/0/messages/0', {});
    this.faults('POST', '/channels/0/messages', {});
  }

  #pointer(method: string, path: string, body: unknown): string | undefined {
    if (CALLBACK_PATH.test(path)) {
      const schema = CALLBACK_SCHEMAS[Number(dict(body).type)];
      return schema === undefined ? undefined : `discord#/components/schemas/${schema}`;
    }
    const matching = this.#operations.filter((each) => each.method === method && each.pattern.test(path));
    return matching.sort((left, right) => right.literals - left.literals)[0]?.pointer;
  }

  #validator(pointer: string): ValidateFunction {
    const known = this.#validators.get(pointer);
    if (known !== undefined) return known;
    const validate = this.#ajv.compile({ $ref: pointer });
    this.#validators.set(pointer, validate);
    return validate;
  }
}

function operationsOf(document: Dict): Operation[] {
  const operations: Operation[] = [];
  for (const [template, methods] of Object.entries(dict(document.paths))) {
    for (const [method, operation] of Object.entries(dict(methods))) {
      const content = dict(dict(dict(operation).requestBody).content);
      if (!isDict(content['application/json'])) continue;
      const segments = template.split('/');
      const pattern = segments.map((segment) => (segment.startsWith('{') ? '[^/]+' : escaped(segment))).join('/');
      const steps = ['paths', template, method, 'requestBody', 'content', 'application/json', 'schema'];
      operations.push({
        method: method.toUpperCase(),
        pattern: new RegExp(`^${pattern}$`),
        literals: segments.filter((segment) => !segment.startsWith('{')).length,
        pointer: `discord#/${steps.map(pointerStep).join('/')}`,
      });
    }
  }
  return operations;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function pointerStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** The description wants a number where Discord documents a string of digits. */
function withNumericPermissions(command: unknown): unknown {
  if (!isDict(command) || !isText(command.default_member_permissions)) return command;
  return { ...command, default_member_permissions: Number(command.default_member_permissions) };
}

/** Of a union's many complaints only those that reach deepest say what is wrong. */
function sentences(errors: readonly ErrorObject[]): string[] {
  const telling = errors.filter(({ keyword, instancePath }) => {
    const aboutChoice = keyword === 'oneOf' || keyword === 'anyOf' || keyword === '$ref';
    return !aboutChoice && !(instancePath.endsWith('/type') && (keyword === 'enum' || keyword === 'const'));
  });
  const candidates = telling.length > 0 ? telling : errors;
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const deepest = Math.max(...candidates.map(depth));
  const texts = candidates
    .filter((error) => depth(error) === deepest)
    .map((error) => `${error.instancePath === '' ? 'the body' : error.instancePath} ${error.message ?? error.keyword}`);
  return [...new Set(texts)].slice(0, 3);
}
