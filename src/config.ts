import { lstatSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse as parseDotenv } from 'dotenv';
import { z } from 'zod';
import { readText, TextError } from '../index/evidence/text.js';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');
const port = z.coerce.number().int().min(0).max(65535);
const host = z.string().regex(/^[\w.:-]+$/u, 'must be the name or the address of an interface, such as 0.0.0.0');
const snowflake = z.string().regex(/^\d{17,20}$/u, 'a Discord id has 17 to 20 digits');
const apiUrl = z.url({ protocol: /^https?$/u }).refine(
  (value) => {
    const url = new URL(value);
    return url.protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  },
  { error: 'must be https unless it is a loopback address' },
);

const Environment = z
  .object({
    DISCORD_TOKEN: z.string().optional(),
    DISCORD_APPLICATION_ID: snowflake.optional(),
    DISCORD_PUBLIC_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/iu, 'a public key has 64 hexadecimal digits')
      .optional(),
    DISCORD_API_URL: apiUrl.optional(),
    MARROW_TRANSPORT: z.enum(['gateway', 'chat', 'http']).optional(),
    MARROW_SHARDS: z
      .union([z.literal('auto'), z.coerce.number().int().min(1).max(1000)], {
        error: 'must be "auto" or a number from 1 to 1000',
      })
      .default('auto'),
    MARROW_SEEDS: z.string().optional(),
    MARROW_DOCUMENTS: z.string().optional(),
    MARROW_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
    MARROW_LOG_QUESTIONS: flag.default(false),
    MARROW_USER_BURST: z.coerce.number().int().min(1).max(10_000).default(30),
    MARROW_USER_PER_MINUTE: z.coerce.number().int().min(0).max(100_000).default(60),
    MARROW_INTERACTIONS_PORT: port.default(8080),
    MARROW_INTERACTIONS_HOST: host.default('127.0.0.1'),
    MARROW_OPS_PORT: port.optional(),
    MARROW_OPS_HOST: host.default('127.0.0.1'),
  })
  .superRefine((env, context) => {
    const require = (key: 'DISCORD_TOKEN' | 'DISCORD_PUBLIC_KEY', why: string) => {
      if (!env[key]) context.addIssue({ code: 'custom', path: [key], message: `is needed ${why}` });
    };
    if (env.MARROW_TRANSPORT === 'gateway') require('DISCORD_TOKEN', 'for MARROW_TRANSPORT=gateway');
    if (env.MARROW_TRANSPORT === 'http') require('DISCORD_PUBLIC_KEY', 'for MARROW_TRANSPORT=http');
  });

/** The environment is not usable; the message names every fault, and never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Where a server listens. */
export interface Address {
  readonly port: number;
  readonly host: string;
}

/** What the operator decided. */
export interface Config {
  readonly transport: 'gateway' | 'chat' | 'http';
  readonly discord: {
    readonly token?: string | undefined;
    readonly applicationId?: string | undefined;
    readonly publicKey?: string | undefined;
    readonly apiUrl?: string | undefined;
    readonly shards: 'auto' | number;
  };
  readonly seeds: string;
  /** The evidence as the build left it: read instead of the seeds while it fits them. */
  readonly compiled: string;
  /** What the compiler knows of the program's files: it changes whenever one of them does. */
  readonly program: string;
  /** Where the build puts the words of the language. */
  readonly english: string;
  readonly documents: string;
  /** Whether the operator named the documents folder; only then has it to be there. */
  readonly documentsNamed: boolean;
  readonly log: { readonly level: string; readonly questions: boolean };
  /** What one person may ask on Discord: so many at once, then so many a minute; undefined without a limit. */
  readonly userLimit: { readonly burst: number; readonly perMinute: number } | undefined;
  /** Where Discord's requests are waited for; port 0 is any that is free. */
  readonly interactions: Address;
  readonly ops?: Address | undefined;
}

const LONGEST_FILE = 1_000_000;

/** The variables of a file that may be missing. Whatever else is there must be readable: a token would go unnoticed. */
function fromFile(path: string): Readonly<Record<string, string>> {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return {};
  try {
    return parseDotenv(readText(path, LONGEST_FILE));
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new ConfigError(`the file ${path} cannot be used: ${error.message}`);
  }
}

/**
 * Reads the environment (and `.env`, which never overrides it); the only reader of `process.env`.
 * An empty variable counts as absent. What is forced stands above the environment.
 * @throws ConfigError with every fault at once.
 */
export function readConfig(
  environment: NodeJS.ProcessEnv = process.env,
  forced: Partial<Pick<Config, 'transport'>> = {},
): Config {
  const merged: NodeJS.ProcessEnv = { ...fromFile('.env'), ...environment };
  if (forced.transport) merged['MARROW_TRANSPORT'] = forced.transport;
  const given = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(
      `the environment has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:\n${faults.join('\n')}`,
    );
  }
  const env = result.data;
  const transport = env.MARROW_TRANSPORT ?? (env.DISCORD_TOKEN ? 'gateway' : 'chat');
  return {
    transport,
    discord: {
      token: env.DISCORD_TOKEN,
      applicationId: env.DISCORD_APPLICATION_ID,
      publicKey: env.DISCORD_PUBLIC_KEY,
      apiUrl: env.DISCORD_API_URL,
      shards: env.MARROW_SHARDS,
    },
    seeds: env.MARROW_SEEDS ?? fromRoot('seeds'),
    compiled: fromRoot('dist/evidence.bin'),
    program: fromRoot('dist/tsconfig.tsbuildinfo'),
    english: fromRoot('dist/english.json'),
    documents: env.MARROW_DOCUMENTS ?? fromRoot('seeds/documents'),
    documentsNamed: env.MARROW_DOCUMENTS !== undefined,
    // At a prompt, nobody wants to read that all is well.
    log: {
      level: env.MARROW_LOG_LEVEL ?? (transport === 'chat' ? 'warn' : 'info'),
      questions: env.MARROW_LOG_QUESTIONS,
    },
    userLimit:
      env.MARROW_USER_PER_MINUTE === 0
        ? undefined
        : { burst: env.MARROW_USER_BURST, perMinute: env.MARROW_USER_PER_MINUTE },
    interactions: { port: env.MARROW_INTERACTIONS_PORT, host: env.MARROW_INTERACTIONS_HOST },
    ops: env.MARROW_OPS_PORT === undefined ? undefined : { port: env.MARROW_OPS_PORT, host: env.MARROW_OPS_HOST },
  };
}
