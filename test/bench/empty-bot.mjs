// The least a bot can be: the client, its raw dispatch, and one sentence in answer to everything.
import { Client, GatewayIntentBits, InteractionResponseType, InteractionType, MessageFlags, Routes } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: process.env.DISCORD_API_URL },
});
client.on('error', (error) => process.stderr.write(`${error.message}\n`));
client.ws.on('INTERACTION_CREATE', ({ id, token, type }) => {
  const body =
    type === InteractionType.ApplicationCommandAutocomplete
      ? { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [] } }
      : {
          type: InteractionResponseType.ChannelMessageWithSource,
          data: { content: 'Nothing.', flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } },
        };
  client.rest
    .post(Routes.interactionCallback(id, token), { body, auth: false })
    .catch((error) => client.emit('error', error));
});
process.on('SIGTERM', () => client.destroy().then(() => process.exit(0)));
await client.login(process.env.DISCORD_TOKEN);
