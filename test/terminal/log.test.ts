import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.js';

const TOKEN = 'MTIz.abc-def_"quoted"';

function collected(level = 'info') {
  const lines: string[] = [];
  const log = createLog({ level, secrets: [TOKEN, ''] }, { write: (line) => lines.push(line) });
  return { log, lines };
}

describe('the log', () => {
  it('is one JSON object a line', () => {
    const { log, lines } = collected();
    log.info({ sources: 5 }, 'ready');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 30, sources: 5, msg: 'ready' });
    expect(lines[0]?.endsWith('\n')).toBe(true);
  });

  it('keeps to its level', () => {
    const { log, lines } = collected('error');
    log.warn('not this');
    log.error('this');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['this']);
  });

  it('shows the token nowhere', () => {
    const { log, lines } = collected();
    log.error({ err: new Error(`refused ${TOKEN}`), deep: { token: TOKEN, list: [`Bot ${TOKEN}`] } }, `with ${TOKEN}`);
    const [line = ''] = lines;
    expect(line).not.toContain('abc-def');
    expect(JSON.parse(line)).toMatchObject({
      msg: 'with [redacted]',
      deep: { token: '[redacted]', list: ['Bot [redacted]'] },
    });
  });
});
