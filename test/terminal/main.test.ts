import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AnswerJson } from '../../src/terminal/json.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = here('../../dist/src/main.js');
const COPIES = here('documents');
/** Without a `.env` and without what the developer's own environment says. */
const elsewhere = mkdtempSync(join(tmpdir(), 'marrow-'));
const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:MARROW|DISCORD)_/u.test(name)));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program on the fixture's seeds; without `input`, standard input is closed. */
function run(
  words: readonly string[],
  { input, env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...words], {
      cwd: elsewhere,
      env: { ...own, MARROW_SEEDS: here('seeds'), ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: 15_000,
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

describe('one text on the command line', () => {
  it('is answered on standard output, with nothing else there', async () => {
    const { code, stdout, stderr } = await run(['--chat', 'CR with testinib?']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toBe('CR: 25.0% (10 of 40)');
    expect(stdout).toContain("Marrow's wording, not a quotation · ¶2");
    expect(stdout.endsWith('No patient identifiers.\n')).toBe(true);
    expect(stdout).not.toContain('\u001B');
  });

  it('is quoted where a copy is at hand', async () => {
    const { stdout } = await run(['CR with testinib?'], { env: { MARROW_DOCUMENTS: COPIES } });
    expect(stdout).toContain('│ “Of 40 patients who were given testinib, 10 reached a complete remission');
    expect(stdout).toContain('(25.0%)” ¶2');
    expect(stdout).not.toContain("Marrow's wording");
  });

  it('may be a command in several words, and JSON', async () => {
    const { code, stdout } = await run(['--json', '/ask', 'CR with testinib?']);
    const answer = AnswerJson.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(answer).toMatchObject({ status: 'answered', evidence: [{ id: 'example-2020.cr', quoteStatus: 'absent' }] });
  });

  it('comes before a token: nobody waits for a bot', async () => {
    const { code, stdout } = await run(['CR with testinib?'], {
      env: { DISCORD_TOKEN: 'x', MARROW_TRANSPORT: 'gateway' },
    });
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'CR: 25.0% (10 of 40)']);
  });
});

describe('piped input', () => {
  it('is answered line by line, in order, to its end', async () => {
    const { code, stdout, stderr } = await run([], { input: 'CR with testinib?\n\n/nothing\r\nOS with testinib?' });
    expect([code, stderr]).toEqual([0, '']);
    const answers = stdout.split(`\n${'─'.repeat(80)}\n\n`);
    expect(answers).toHaveLength(3);
    expect(answers[0]).toMatch(/^CR: 25\.0%/u);
    expect(answers[1]).toMatch(/^There is no such command/u);
    expect(answers[2]).toMatch(/^Not in the evidence/u);
  });

  it('is answered in JSON with one object for every line', async () => {
    const input = [
      'CR with testinib?',
      '{"input":"/ask OS with testinib?"}',
      '{"question":"CR"}',
      '',
      '{"input":"/x"}',
    ].join('\n');
    const { code, stdout, stderr } = await run(['--chat', '--json'], { input });
    expect([code, stderr]).toEqual([0, '']);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => AnswerJson.parse(JSON.parse(line)));
    expect(answers.map((each) => each.status)).toEqual(['answered', 'no-evidence', 'invalid', 'invalid', 'invalid']);
  });

  it('may be cut off by its reader', async () => {
    const child = spawn(process.execPath, [MAIN], {
      cwd: elsewhere,
      env: { ...own, MARROW_SEEDS: here('seeds') },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: 15_000,
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.on('error', () => {});
    child.stdin.write('CR with testinib?\n'.repeat(5_000));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([0, '']);
  });
});

describe('a start that cannot be meant', () => {
  it('explains itself without a terminal, a token and input', async () => {
    for (const options of [{}, { input: '' }, { input: ' \n\n' }]) {
      const { code, stdout, stderr } = await run([], options);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('DISCORD_TOKEN');
      expect(stderr).toContain('npm run chat');
    }
  });

  it('explains an unknown option', async () => {
    const { code, stdout, stderr } = await run(['--jsno']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Unknown option '--jsno'\.\nusage:/u);
  });
});

describe('what the operator has to mend', () => {
  const cases: readonly [string, Record<string, string>, RegExp][] = [
    ['the environment', { MARROW_SHARDS: 'many' }, /MARROW_SHARDS/u],
    ['the seeds', { MARROW_SEEDS: 'nowhere' }, /2 faults in the seeds/u],
    ['the documents folder', { MARROW_DOCUMENTS: 'nowhere' }, /folder nowhere does not exist/u],
    ['the missing public key', { MARROW_TRANSPORT: 'http' }, /DISCORD_PUBLIC_KEY/u],
  ];
  for (const [what, env, message] of cases) {
    it(`is said of ${what}, without a stack`, async () => {
      const { code, stdout, stderr } = await run([], { input: 'x\n', env });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/^\s+at /mu);
    });
  }
});

describe('--help and --version', () => {
  it('go to standard output', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^usage: npm start/u),
    });
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u),
    });
  });
});
