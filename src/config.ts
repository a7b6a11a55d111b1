import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EnvFileError, readEnvFile } from './env-file.js';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');
/** A number as people write it: "1e3" and "0x10" are none, whatever JavaScript makes of them. */
const whole = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/u.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number);
/** Without the word that stands before it in requests, which some people copy along. */
const token = z
  .string()
  .transform((text) => text.replace(/^Bot\s+/iu, ''))
  .refine((text) => /^[\x21-\x7e]+$/u.test(text), { error: 'a token has no blanks and no special characters in it' });
const port = whole(0, 65_535);
const host = z.string().regex(/^[\w.:-]+$/u, 'must be the name or the address of an interface, such as 0.0.0.0');
const snowflake = z.string().regex(/^\d{17,20}$/u, 'a Discord id has 17 to 20 digits');
const apiUrl = z.string().refine(
  (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url?.hostname ?? '');
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
  },
  { error: 'must be an address that begins with https://, or with http:// on this machine' },
);

const Environment = z
  .object({
    DISCORD_TOKEN: token.optional(),
    DISCORD_APPLICATION_ID: snowflake.optional(),
    DISCORD_PUBLIC_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/iu, 'a public key has 64 hexadecimal digits')
      .optional(),
    DISCORD_API_URL: apiUrl.optional(),
    MARROW_TRANSPORT: z.enum(['gateway', 'chat', 'http']).optional(),
    MARROW_SHARDS: z
      .union([z.literal('auto'), whole(1, 1000)], {
        error: 'must be "auto" or a whole number from 1 to 1000',
      })
      .default('auto'),
    MARROW_SEEDS: z.string().optional(),
    MARROW_DOCUMENTS: z.string().optional(),
    MARROW_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
    MARROW_LOG_QUESTIONS: flag.default(false),
    MARROW_USER_BURST: whole(1, 10_000).default(30),
    MARROW_USER_PER_MINUTE: whole(0, 100_000).default(60),
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

/** The variables of the file, where it is usable; none of ours is misspelled in it. @throws ConfigError */
function fromFile(path: string): Readonly<Record<string, string>> {
  let variables: Readonly<Record<string, string>>;
  try {
    variables = readEnvFile(path);
  } catch (error) {
    throw error instanceof EnvFileError ? new ConfigError(error.message) : error;
  }
  const unknown = Object.keys(variables).filter((name) => /^MARROW_/u.test(name) && !(name in Environment.shape));
  if (unknown.length > 0)
    throw new ConfigError(
      `the file ${path} sets what is no variable of Marrow: ${unknown.join(', ')} (see .env.example)`,
    );
  return variables;
}

/**
 * Reads the environment (and `.env`, which never overrides it); the only reader of `process.env`.
 * Blanks around a value do not count, and an empty variable counts as absent. What is forced stands above the environment.
 * @throws ConfigError with every fault at once.
 */
export function readConfig(
  environment: NodeJS.ProcessEnv = process.env,
  forced: Partial<Pick<Config, 'transport'>> = {},
): Config {
  const merged: NodeJS.ProcessEnv = { ...fromFile('.env'), ...environment };
  if (forced.transport) merged['MARROW_TRANSPORT'] = forced.transport;
  const given = Object.fromEntries(
    Object.entries(merged).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
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
