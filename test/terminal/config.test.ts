import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.js';

/** The faults that are named, a line each. */
function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [heading = '', ...lines] = error.message.split('\n');
    expect(heading).toBe(`the environment has ${lines.length} ${lines.length === 1 ? 'fault' : 'faults'}:`);
    return lines.map((line) => line.trim());
  }
}

describe('the configuration of a chat', () => {
  it('tells a documents folder that was named from the default one', () => {
    expect(readConfig({})).toMatchObject({ documentsNamed: false });
    expect(readConfig({ MARROW_DOCUMENTS: '' })).toMatchObject({ documentsNamed: false });
    expect(readConfig({ MARROW_DOCUMENTS: 'copies' })).toMatchObject({ documents: 'copies', documentsNamed: true });
  });

  it('is forced by the command line, whatever the environment says', () => {
    expect(readConfig({ DISCORD_TOKEN: 'x' }).transport).toBe('gateway');
    for (const environment of [{ DISCORD_TOKEN: 'x' }, { MARROW_TRANSPORT: 'gateway' }, { MARROW_TRANSPORT: 'http' }])
      expect(readConfig(environment, { transport: 'chat' }).transport).toBe('chat');
  });

  it('logs only what is amiss, unless told otherwise', () => {
    expect(readConfig({}).log.level).toBe('warn');
    expect(readConfig({ DISCORD_TOKEN: 'x' }).log.level).toBe('info');
    expect(readConfig({ MARROW_LOG_LEVEL: 'debug' }).log.level).toBe('debug');
  });
});

describe('a variable', () => {
  const NUMBERS = [
    'MARROW_SHARDS',
    'MARROW_USER_BURST',
    'MARROW_USER_PER_MINUTE',
    'MARROW_INTERACTIONS_PORT',
    'MARROW_OPS_PORT',
  ];

  it.each(NUMBERS)('%s takes whole numbers as people write them, within bounds', (name) => {
    for (const value of [
      '-1',
      '0.5',
      '1e3',
      '0x10',
      '8080x',
      'NaN',
      'Infinity',
      '99999999999',
      'true',
      '１２',
      '1 2',
      '+5',
    ])
      expect([value, faultsOf({ [name]: value })]).toEqual([
        value,
        [expect.stringMatching(new RegExp(`^${name}: must be .*whole number from \\d+ to \\d+$`))],
      ]);
    expect(faultsOf({ [name]: ' 12\t' })).toEqual([]);
    expect(faultsOf({ [name]: '   ' })).toEqual([]);
  });

  it.each<[string, string]>([
    ['MARROW_TRANSPORT', 'HTTP'],
    ['MARROW_TRANSPORT', '__proto__'],
    ['MARROW_LOG_LEVEL', 'INFO'],
    ['MARROW_LOG_QUESTIONS', 'yes'],
    ['MARROW_SHARDS', 'many'],
    ['MARROW_INTERACTIONS_HOST', '0.0.0.0; ls'],
    ['MARROW_OPS_HOST', 'http://x'],
    ['DISCORD_APPLICATION_ID', '12'],
    ['DISCORD_PUBLIC_KEY', 'ab'.repeat(31)],
    ['DISCORD_PUBLIC_KEY', 'xy'.repeat(32)],
    ['DISCORD_TOKEN', 'two words'],
    ['DISCORD_TOKEN', 'with-a-\u200b-that-nobody-sees'],
    ['DISCORD_API_URL', 'javascript:alert(1)'],
    ['DISCORD_API_URL', 'http://discord.example/api'],
    ['DISCORD_API_URL', 'http://127.0.0.1.evil.example/api'],
    ['DISCORD_API_URL', 'discord.com'],
  ])('%s that is %j is one fault, which does not repeat the value', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: .`));
    expect(faults[0]).not.toContain(value);
  });

  it('is named with every other that is wrong', () => {
    const wrong = { MARROW_TRANSPORT: 'carrier pigeon', MARROW_OPS_PORT: 'x', DISCORD_APPLICATION_ID: 'y' };
    expect(faultsOf(wrong).map((fault) => fault.split(':')[0])).toEqual([
      'DISCORD_APPLICATION_ID',
      'MARROW_TRANSPORT',
      'MARROW_OPS_PORT',
    ]);
  });

  it('loses the blanks and the word that are copied along with a token', () => {
    for (const token of [' abc.def\r', 'abc.def\n', 'Bot abc.def', 'bot  abc.def '])
      expect(readConfig({ DISCORD_TOKEN: token }).discord.token).toBe('abc.def');
    expect(readConfig({ DISCORD_TOKEN: ' \n' }).discord.token).toBeUndefined();
  });
});
