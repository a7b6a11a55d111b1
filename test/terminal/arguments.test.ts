import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/terminal/arguments.js';

describe('the command line', () => {
  it('runs what the environment says without words', () => {
    expect(readArguments([])).toEqual({ type: 'run', chat: false, json: false });
  });

  it('means the chat by --chat, by --json and by any text', () => {
    expect(readArguments(['--chat'])).toEqual({ type: 'run', chat: true, json: false });
    expect(readArguments(['--json'])).toEqual({ type: 'run', chat: true, json: true });
    expect(readArguments(['/drug', 'sorafenib'])).toEqual({
      type: 'run',
      chat: true,
      json: false,
      text: '/drug sorafenib',
    });
    expect(readArguments(['--chat', ''])).toEqual({ type: 'run', chat: true, json: false, text: '' });
    expect(readArguments(['--', '--json'])).toEqual({ type: 'run', chat: true, json: false, text: '--json' });
  });

  it('explains an unknown or misused option', () => {
    expect(readArguments(['--jsno'])).toEqual({ type: 'fault', message: "Unknown option '--jsno'." });
    expect(readArguments(['--json=1'])).toMatchObject({ type: 'fault' });
    expect(readArguments(['-x'])).toMatchObject({ type: 'fault' });
  });

  it('knows help and version', () => {
    expect(readArguments(['-h', '--json'])).toEqual({ type: 'help' });
    expect(readArguments(['--version'])).toEqual({ type: 'version' });
  });
});
