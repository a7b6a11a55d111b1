import {
  type APIGuildMember,
  type APIUser,
  ChannelType,
  type GuildMemberFlags,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { Dict } from './json.js';
import { PERMISSIONS } from './limits.js';
import { type Snowflakes, shardOf } from './snowflake.js';

/** Where a user stands; `externalGuild` and `privateChannel` know the app by user install only. */
export type Place = 'guild' | 'thread' | 'botDm' | 'privateChannel' | 'externalGuild';

export interface Context {
  readonly place?: Place;
  /** Only for user installs: whether USE_EXTERNAL_APPS is granted. */
  readonly mayShare?: boolean;
  /** A display name; the same name is the same user. */
  readonly user?: string;
  /** A guild of this shard. */
  readonly shard?: number;
  readonly locale?: string;
  /** How long ago Discord made the interaction, for one that arrives late. */
  readonly ageMs?: number;
}

/** The contexts a test picks from. */
export const CONTEXTS = {
  guildChannel: { place: 'guild' },
  thread: { place: 'thread' },
  botDm: { place: 'botDm' },
  privateChannel: { place: 'privateChannel', mayShare: true },
  privateChannelWithoutSharing: { place: 'privateChannel', mayShare: false },
  externalGuild: { place: 'externalGuild', mayShare: true },
  externalGuildWithoutSharing: { place: 'externalGuild', mayShare: false },
} as const satisfies Record<string, Context>;

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string | null;
  readonly guildId: string | undefined;
  readonly parentId: string | undefined;
  /** Whether the bot itself, not only its interactions, reaches the channel. */
  readonly botIsThere: boolean;
}

/** A context with everything in it named. */
export interface Scene {
  readonly context: Context;
  readonly channel: Channel;
  readonly user: APIUser;
  readonly member: (APIGuildMember & { permissions: string }) | undefined;
  readonly appPermissions: string;
  readonly interactionContext: InteractionContextType;
  readonly owners: Readonly<Record<string, string>>;
  readonly userInstallOnly: boolean;
  readonly mayShare: boolean;
  readonly locale: string;
}

interface Guild {
  readonly id: string;
  readonly channel: Channel;
  readonly thread: Channel;
}

const GUILDS = 16;
const GUILD_BASE = Date.UTC(2021, 2, 3);

/** The guilds, channels and people of the stand-in. */
export class World {
  readonly application: { readonly id: string; readonly name: string };
  readonly bot: APIUser;
  readonly channels = new Map<string, Channel>();
  readonly #guilds: readonly Guild[];
  readonly #external: Guild;
  readonly #people = new Map<string, APIUser>();
  readonly #direct = new Map<string, Channel>();

  constructor(
    private readonly snowflakes: Snowflakes,
    applicationId: string | undefined,
  ) {
    const id = applicationId ?? snowflakes.next(GUILD_BASE);
    this.application = { id, name: 'Marrow' };
    this.bot = { id, username: 'Marrow', discriminator: '0000', global_name: null, avatar: null, bot: true };
    this.#guilds = Array.from({ length: GUILDS }, (_, index) => this.#guild(GUILD_BASE + index, true));
    this.#external = this.#guild(GUILD_BASE + GUILDS, false);
  }

  /** The guilds the app is installed to. */
  get guildIds(): readonly string[] {
    return this.#guilds.map(({ id }) => id);
  }

  guildOf(shard: number, shards: number): Guild {
    const guild = this.#guilds.find(({ id }) => shardOf(id, shards) === shard);
    if (guild === undefined) throw new Error(`no guild falls on shard ${shard} of ${shards}`);
    return guild;
  }

  /** A guild as GUILD_CREATE describes it. */
  guildToApi(id: string): Dict {
    const channels = [...this.channels.values()].filter((channel) => channel.guildId === id);
    return {
      id,
      name: `Clinic ${id}`,
      owner_id: id,
      roles: [],
      emojis: [],
      features: [],
      members: [],
      presences: [],
      voice_states: [],
      preferred_locale: 'en-US',
      unavailable: false,
      member_count: 12,
      channels: channels.filter(({ parentId }) => parentId === undefined).map(channelToApi),
      threads: channels.filter(({ parentId }) => parentId !== undefined).map(channelToApi),
    };
  }

  person(name: string): APIUser {
    const known = this.#people.get(name);
    if (known !== undefined) return known;
    const username = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.');
    const id = this.snowflakes.next(Date.UTC(2020, 5, 1));
    const user: APIUser = { id, username, discriminator: '0', global_name: name, avatar: null };
    this.#people.set(name, user);
    return user;
  }

  scene(context: Context, shards: number): Scene {
    const user = this.person(context.user ?? 'Robin Vale');
    const place = context.place ?? 'guild';
    const userInstallOnly = place === 'privateChannel' || place === 'externalGuild';
    const mayShare = !userInstallOnly || context.mayShare !== false;
    const channel = this.#channel(place, context.shard ?? 0, shards, user);
    const permissions = permissionsIn(place, mayShare);
    return {
      context,
      channel,
      user,
      member: channel.guildId === undefined ? undefined : member(user, permissions),
      appPermissions: permissions,
      interactionContext: interactionContext(place),
      owners: owners(place, channel, user),
      userInstallOnly,
      mayShare,
      locale: context.locale ?? 'en-US',
    };
  }

  #channel(place: Place, shard: number, shards: number, user: APIUser): Channel {
    switch (place) {
      case 'guild':
        return this.guildOf(shard, shards).channel;
      case 'thread':
        return this.guildOf(shard, shards).thread;
      case 'externalGuild':
        return this.#external.channel;
      case 'botDm':
        return this.#directChannel(`bot ${user.id}`, ChannelType.DM, true);
      case 'privateChannel':
        return this.#directChannel(`group ${user.id}`, ChannelType.GroupDM, false);
    }
  }

  #directChannel(key: string, type: ChannelType, botIsThere: boolean): Channel {
    const known = this.#direct.get(key);
    if (known !== undefined) return known;
    const channel = this.#addChannel(type, null, undefined, undefined, botIsThere);
    this.#direct.set(key, channel);
    return channel;
  }

  #guild(at: number, botIsThere: boolean): Guild {
    const id = this.snowflakes.next(at);
    const channel = this.#addChannel(ChannelType.GuildText, 'tumor-board', id, undefined, botIsThere);
    const thread = this.#addChannel(ChannelType.PublicThread, 'journal club', id, channel.id, botIsThere);
    return { id, channel, thread };
  }

  #addChannel(
    type: ChannelType,
    name: string | null,
    guildId: string | undefined,
    parentId: string | undefined,
    botIsThere: boolean,
  ): Channel {
    const channel: Channel = { id: this.snowflakes.next(), type, name, guildId, parentId, botIsThere };
    this.channels.set(channel.id, channel);
    return channel;
  }
}

/** A channel in the form of Discord's API. */
export function channelToApi(channel: Channel): Dict {
  return {
    id: channel.id,
    type: channel.type,
    flags: 0,
    ...(channel.name === null ? {} : { name: channel.name }),
    ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId, position: 0, permission_overwrites: [] }),
    ...(channel.parentId === undefined ? {} : { parent_id: channel.parentId }),
  };
}

function permissionsIn(place: Place, mayShare: boolean): string {
  const granted = PERMISSIONS.embedLinks | PERMISSIONS.attachFiles | (mayShare ? PERMISSIONS.useExternalApps : 0n);
  const inGuild =
    PERMISSIONS.viewChannel |
    PERMISSIONS.sendMessages |
    PERMISSIONS.readMessageHistory |
    PERMISSIONS.useApplicationCommands |
    PERMISSIONS.sendMessagesInThreads;
  return String(place === 'privateChannel' || place === 'botDm' ? granted : granted | inGuild);
}

function member(user: APIUser, permissions: string): APIGuildMember & { permissions: string } {
  return {
    user,
    permissions,
    roles: [],
    nick: null,
    avatar: null,
    banner: null,
    joined_at: '2021-03-04T09:00:00.000000+00:00',
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0 as GuildMemberFlags,
  };
}

function interactionContext(place: Place): InteractionContextType {
  if (place === 'botDm') return InteractionContextType.BotDM;
  if (place === 'privateChannel') return InteractionContextType.PrivateChannel;
  return InteractionContextType.Guild;
}

/** Keyed by integration type: 0 the guild (or "0" in the bot's DM), 1 the user. */
function owners(place: Place, channel: Channel, user: APIUser): Readonly<Record<string, string>> {
  if (place === 'botDm') return { '0': '0' };
  if (place === 'privateChannel' || place === 'externalGuild') return { '1': user.id };
  return { '0': channel.guildId ?? '0' };
}
