import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';

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
