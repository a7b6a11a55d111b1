import { type Dict, dict, given, isDict, list } from './json.js';
import type { Snowflakes } from './snowflake.js';

/** Registered commands, global and by guild, in the form Discord gives them back. */
export class Commands {
  readonly #scopes = new Map<string, readonly Dict[]>();

  constructor(
    private readonly snowflakes: Snowflakes,
    private readonly applicationId: string,
  ) {}

  list(guildId?: string): readonly Dict[] {
    return this.#scopes.get(guildId ?? '') ?? [];
  }

  /** A command as a user of that guild finds it; the guild's own comes first. */
  find(name: string, type: number, guildId: string | undefined): Dict | undefined {
    const scopes = guildId === undefined ? [this.list()] : [this.list(guildId), this.list()];
    return scopes.flat().find((command) => command.name === name && command.type === type);
  }

  get none(): boolean {
    return [...this.#scopes.values()].every((commands) => commands.length === 0);
  }

  /** Bulk overwrite: same name and type keep their id, a changed command gets a new version. */
  overwrite(commands: readonly unknown[], guildId?: string): readonly Dict[] {
    const before = this.list(guildId);
    const stored = commands.filter(isDict).map((command) => {
      const body = normalized(command, guildId);
      const old = before.find((each) => each.name === body.name && each.type === body.type);
      const { id, version, ...rest } = old ?? {};
      const unchanged = JSON.stringify({ ...rest, application_id: undefined }) === JSON.stringify(body);
      return {
        id: id ?? this.snowflakes.next(),
        application_id: this.applicationId,
        version: unchanged ? version : this.snowflakes.next(),
        ...body,
      };
    });
    this.#scopes.set(guildId ?? '', stored);
    return stored;
  }
}

function normalized(command: Dict, guildId: string | undefined): Dict {
  const body: Dict = {
    default_member_permissions: command.default_member_permissions ?? null,
    type: command.type ?? 1,
    name: command.name,
    name_localizations: command.name_localizations ?? null,
    description: command.description ?? '',
    description_localizations: command.description_localizations ?? null,
    integration_types: command.integration_types ?? [0],
    nsfw: command.nsfw ?? false,
  };
  if (guildId === undefined) {
    body.contexts = command.contexts ?? null;
    body.dm_permission = true;
  } else {
    body.guild_id = guildId;
  }
  const options = list(command.options);
  if (options.length > 0) body.options = options.map((option) => normalizedOption(dict(option)));
  return body;
}

/** Discord leaves out what is false, null or empty in an option. */
function normalizedOption(option: Dict): Dict {
  const kept = Object.entries(option).filter(
    ([, value]) => given(value) && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'options' ? list(value).map((each) => normalizedOption(dict(each))) : value,
    ]),
  );
}
