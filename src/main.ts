import type { WriteStream } from 'node:tty';
import type { Answer } from '../commands/answer.js';
import { commands } from '../commands/registry.js';
import { SeedsError } from '../index/evidence/corpus.js';
import { DocumentsError } from '../index/evidence/library.js';
import { type Address, type Config, ConfigError, readConfig } from './config.js';
import { createDispatcher, type Dispatcher } from './dispatch.js';
import { type Evidence, type EvidenceFacts, factsOf, openEvidence } from './evidence/evidence.js';
import { createLog, type Log } from './log.js';
import type { OpsServer } from './ops/server.js';
import { type Arguments, readArguments, USAGE } from './terminal/arguments.js';
import { chat } from './terminal/chat.js';
import { answerLines } from './terminal/lines.js';
import { askAndKeep, askTyped, type Kept } from './terminal/out.js';
import { render } from './terminal/render.js';
import type { Setting } from './terminal/wrap.js';
import { version } from './version.js';
import { questionsToWarmUp, warmUp } from './warm-up.js';

const PIPE_WIDTH = 80;
/** Longer lines are hard to read, however wide the window is. */
const WIDEST = 100;
const MISUSED = 2;

const NOTHING_TO_DO = `Nothing to answer: standard input is no terminal and has no text, and there is no bot to run without DISCORD_TOKEN.
${USAGE}
`;

type Run = Extract<Arguments, { type: 'run' }>;

/** Runs what the command line and the environment ask for; returns the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const args = readArguments(words);
  switch (args.type) {
    case 'fault':
      process.stderr.write(`${args.message}\n${USAGE}\n`);
      return MISUSED;
    case 'help':
      process.stdout.write(`${USAGE}\n`);
      return 0;
    case 'version':
      process.stdout.write(`${version()}\n`);
      return 0;
    case 'run':
      return await run(args);
    default:
      return args satisfies never;
  }
}

async function run(args: Run): Promise<number> {
  const config = readConfig(undefined, args.chat ? { transport: 'chat' } : {});
  const secrets = config.discord.token === undefined ? [] : [config.discord.token];
  const log = createLog({ level: config.log.level, secrets }, process.stderr);
  if (config.transport !== 'chat') return await serve(config, log);
  const evidence = await openEvidence(config);
  const dispatcher = createDispatcher({ index: evidence.index, commands, log });
  return await talk(args, dispatcher, greetingOf(factsOf(evidence)));
}

/** Discord, over the gateway or HTTP, until a signal ends it. SIGHUP reads the evidence anew. */
async function serve(config: Config, log: Log): Promise<number> {
  // Asked for while the evidence is still read, a reload waits, and ends nothing.
  let reload = (): void => {
    isAsked = true;
  };
  let isAsked = false;
  process.on('SIGHUP', () => reload());
  const evidence = await openEvidence(config);
  const { Live } = await import('./evidence/live.js');
  const ops = config.ops === undefined ? undefined : await openOps(config.ops);
  const live = new Live({
    evidence,
    serve: ({ index, corpus }) => ({
      dispatcher: createDispatcher({ index, commands, log }),
      commands,
      glossary: glossaryOf(corpus),
    }),
    warmUp: ({ dispatcher }, { index }) => warmUp(dispatcher, index, questionsToWarmUp(commands)),
    folders: config,
    log,
    onReload: (outcome) => ops?.metrics.reloaded(outcome),
  });
  reload = () => void live.reload();
  if (isAsked) reload();
  const parts = {
    config,
    log,
    commands,
    answering: () => live.current,
    facts: () => ({ version: version(), ...factsOf(live.evidence) }),
    ops,
  };
  if (config.transport === 'gateway') return await (await import('./discord/gateway.js')).runGateway(parts);
  return await (await import('./discord/http.js')).runHttp(parts);
}

/** Health and figures, loaded only where the operator wants them. */
async function openOps(address: Address): Promise<OpsServer> {
  const { OpsServer } = await import('./ops/server.js');
  const { Metrics } = await import('./ops/metrics.js');
  return new OpsServer(address, new Metrics());
}

/** The abbreviations that the vocabulary spells out. */
function glossaryOf({ concepts }: Evidence['corpus']) {
  return [...concepts.values()].flatMap(({ label, expansion }) =>
    expansion === undefined ? [] : [{ term: label, expansion }],
  );
}

function greetingOf({ sources, items, documents }: EvidenceFacts): string {
  const copies =
    documents.found === 0
      ? 'no copies of them at hand, so nothing is quoted'
      : `copies of ${documents.found} of ${documents.of} at hand`;
  return `Marrow ${version()} · ${items} findings from ${sources} sources, ${copies}
Ask a question, or /help. Tab completes, Ctrl-D leaves.`;
}

/** The terminal: one text, lines of standard input, or the chat. */
async function talk(args: Run, dispatcher: Dispatcher, greeting: string): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const setting = () => settingOf(stdout);
  const answering = args.json ? await jsonAnswering(dispatcher) : textAnswering(dispatcher, setting);
  if (args.text !== undefined) {
    const { text, out } = args;
    const kept = await (out === undefined ? answering.ask(text) : askAndKeep(dispatcher, text, out));
    stdout.write(answering.show(kept.answer));
    if (kept.note !== undefined) stderr.write(`${kept.note}\n`);
    const isUnwritten = kept.note !== undefined && !kept.isWritten;
    return kept.answer.status === 'error' || isUnwritten ? 1 : 0;
  }
  if (stdin.isTTY && !args.json) {
    const screen = stdout.isTTY ? stdout : stderr;
    await chat({ dispatcher, commands, input: stdin, screen, output: stdout, setting, greeting });
    return 0;
  }
  let separator = '';
  const count = await answerLines(stdin, stdout, async (line) => {
    if (!args.json && line.trim() === '') return undefined;
    const { answer, note } = await answering.ask(line);
    if (note !== undefined) stderr.write(`${note}\n`);
    const text = `${separator}${answering.show(answer)}`;
    separator = answering.separator();
    return text;
  });
  if (count > 0 || stdin.isTTY) return 0;
  stderr.write(NOTHING_TO_DO);
  return MISUSED;
}

interface Answering {
  readonly ask: (line: string) => Promise<Kept>;
  readonly show: (answer: Answer) => string;
  /** Stands between two answers. */
  readonly separator: () => string;
}

const textAnswering = (dispatcher: Dispatcher, setting: () => Setting): Answering => ({
  ask: (line) => askTyped(dispatcher, line),
  show: (answer) => `${render(answer, setting())}\n`,
  separator: () => `\n${'─'.repeat(setting().width)}\n\n`,
});

async function jsonAnswering(dispatcher: Dispatcher): Promise<Answering> {
  const { readLine, toLine } = await import('./terminal/json.js');
  const ask = async (line: string): Promise<Kept> => {
    const requested = readLine(line);
    // Whoever sends lines gets files as data: none is written.
    return { answer: 'input' in requested ? dispatcher.text(requested.input) : requested.answer, isWritten: false };
  };
  return { ask, show: (answer) => `${toLine(answer)}\n`, separator: () => '' };
}

/** Colors and width as the terminal has them; `hasColors` minds NO_COLOR and TERM. */
function settingOf(stdout: WriteStream): Setting {
  if (!stdout.isTTY) return { width: PIPE_WIDTH, color: false };
  return { width: Math.min(WIDEST, stdout.columns), color: stdout.hasColors() };
}

// Whoever reads our answers may stop reading, as `head` does; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof SeedsError || error instanceof DocumentsError;
  if (!isExpected) throw error;
  process.stderr.write(`Marrow cannot start: ${error.message}\n`);
  process.exitCode = 1;
}
