import { type Logger, pino } from 'pino';

/** What writes into the log; levels below the chosen one are dropped. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Where log lines go. */
export interface LogSink {
  write(line: string): unknown;
}

export interface LogOptions {
  readonly level: string;
  /** Never shown, wherever in a line they turn up: the token may hide in an error's message or in an address. */
  readonly secrets: readonly string[];
}

/** The log: one JSON object a line, to standard error, since standard output carries answers. */
export function createLog({ level, secrets }: LogOptions, sink: LogSink): Logger {
  const hidden = secrets.filter((secret) => secret !== '').map((secret) => JSON.stringify(secret).slice(1, -1));
  const write = (line: string) =>
    sink.write(hidden.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line));
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
}
