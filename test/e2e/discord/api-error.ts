import type { Breach } from './violations.js';

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[];
}

/** An answer that refuses, in the JSON form of Discord. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    override readonly message: string,
    readonly errors?: ErrorTree,
  ) {
    super(message);
  }

  get body(): object {
    return this.errors === undefined
      ? { message: this.message, code: this.code }
      : { message: this.message, code: this.code, errors: this.errors };
  }

  static readonly unauthorized = () => new ApiError(401, 0, '401: Unauthorized');
  static readonly notFound = () => new ApiError(404, 0, '404: Not Found');
  static readonly unknownChannel = () => new ApiError(404, 10_003, 'Unknown Channel');
  static readonly unknownMessage = () => new ApiError(404, 10_008, 'Unknown Message');
  static readonly unknownWebhook = () => new ApiError(404, 10_015, 'Unknown Webhook');
  static readonly unknownInteraction = () => new ApiError(404, 10_062, 'Unknown interaction');
  static readonly wrongApplication = () =>
    new ApiError(403, 20_012, 'You are not authorized to perform this action on this application');
  static readonly alreadyAcknowledged = () => new ApiError(400, 40_060, 'Interaction has already been acknowledged.');
  static readonly tooManyFollowUps = () =>
    new ApiError(400, 40_094, 'This interaction has hit the maximum number of follow up messages');
  static readonly missingAccess = () => new ApiError(403, 50_001, 'Missing Access');
  static readonly notTheAuthor = () => new ApiError(403, 50_005, 'Cannot edit a message authored by another user');
  static readonly invalidWebhookToken = () => new ApiError(401, 50_027, 'Invalid Webhook Token');

  static invalidBody(breaches: readonly Pick<Breach, 'rule' | 'path' | 'sentence'>[]): ApiError {
    return new ApiError(400, 50_035, 'Invalid Form Body', errorTree(breaches));
  }
}

function errorTree(breaches: readonly Pick<Breach, 'rule' | 'path' | 'sentence'>[]): ErrorTree {
  const root: ErrorTree = {};
  for (const { rule, path, sentence } of breaches) {
    let node = root;
    for (const key of path.split(/[.[\]]+/).filter((part) => part !== '')) {
      const next = node[key];
      if (next !== undefined && !Array.isArray(next)) node = next;
      else node = node[key] = {};
    }
    const errors = node._errors;
    const entry = { code: rule.toUpperCase().replaceAll('-', '_'), message: sentence };
    if (Array.isArray(errors)) errors.push(entry);
    else node._errors = [entry];
  }
  return root;
}
