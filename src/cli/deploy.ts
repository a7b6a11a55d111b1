import { parseArgs } from 'node:util';
import { commands } from '../../commands/registry.js';
import { ConfigError, readConfig } from '../config.js';
import { DeployError, deploy } from '../discord/deploy.js';
import { PayloadError } from '../discord/limits.js';

const USAGE = 'Usage: npm run deploy -- [--guild ID] [--dry-run]';

/** `npm run deploy`: brings the registered commands in step; 0 when they are, 1 when that failed, 2 for wrong use. */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') return fail(`${options}\n${USAGE}`, 2);
  try {
    const { discord } = readConfig();
    if (discord.token === undefined) return fail('DISCORD_TOKEN is needed to deploy.', 1);
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    await deploy({
      ...options,
      token: discord.token,
      applicationId: discord.applicationId,
      apiUrl: discord.apiUrl,
      commands,
      print,
    });
    return 0;
  } catch (error) {
    if (error instanceof ConfigError || error instanceof DeployError || error instanceof PayloadError) {
      return fail(`Not deployed: ${error.message}`, 1);
    }
    throw error;
  }
}

function readOptions(): { guild?: string; dryRun: boolean } | string {
  try {
    const { values } = parseArgs({ options: { guild: { type: 'string' }, 'dry-run': { type: 'boolean' } } });
    const { guild, 'dry-run': dryRun = false } = values;
    if (guild === undefined) return { dryRun };
    return /^\d{17,20}$/u.test(guild) ? { guild, dryRun } : 'A server id has 17 to 20 digits.';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function fail(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

process.exitCode = await main();
