import {
  type APIInteraction,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';

/** What Discord grants in a private channel; USE_EXTERNAL_APPS is for servers and never listed there. */
const PRIVATE_CHANNEL =
  PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

/** Whether an answer that everyone sees can be posted where the interaction was made. */
export function mayPost(interaction: APIInteraction): boolean {
  const owners = interaction.authorizing_integration_owners;
  if (owners?.[ApplicationIntegrationType.GuildInstall] !== undefined) return true;
  if (interaction.context === InteractionContextType.BotDM) return true;
  const granted = BigInt(interaction.app_permissions ?? '0');
  const has = (wanted: bigint) => (granted & wanted) === wanted;
  if (has(PermissionFlagsBits.UseExternalApps)) return true;
  return interaction.context === InteractionContextType.PrivateChannel && has(PRIVATE_CHANNEL);
}

/** The name others know the user by. */
export function nameOf(interaction: APIInteraction): string {
  const user = interaction.member?.user ?? interaction.user;
  return interaction.member?.nick ?? user?.global_name ?? user?.username ?? 'someone';
}
