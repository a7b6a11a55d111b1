import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Status } from '../../commands/answer.js';
import type { Reload } from '../evidence/live.js';
import { type Asking, type LeftOut, type Observer, PARTS } from './observer.js';
import type { View } from './view.js';

/** Seconds. Answers take about a millisecond; a response has three seconds. */
const ANSWER_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const RESPONSE_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const RELOADS: readonly Reload[] = ['reloaded', 'refused'];

/**
 * The figures of one process for Prometheus. Every label has few values, all names of ours or codes of Discord's, so
 * that nothing anybody types can grow the memory or be read here.
 */
export class Metrics implements Observer {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];
  readonly #answers = this.#counter('answers_total', 'Answers of commands', ['command', 'status']);
  readonly #answerSeconds = new Histogram({
    name: 'marrow_answer_seconds',
    help: 'Time from a request to its answer, without network',
    labelNames: ['command'],
    buckets: ANSWER_BUCKETS,
    registers: this.#registers,
  });
  readonly #responseSeconds = new Histogram({
    name: 'marrow_response_seconds',
    help: 'Time from what arrived to its response delivered or given up, with network',
    labelNames: ['asking'],
    buckets: RESPONSE_BUCKETS,
    registers: this.#registers,
  });
  readonly #leftOut = this.#counter('left_out_total', 'Parts of answers that did not fit into a message', ['part']);
  readonly #discordErrors = this.#counter('discord_errors_total', 'Errors of Discord and of the way to it', ['code']);
  readonly #reloads = this.#counter('evidence_reloads_total', 'Reloads of the evidence', ['outcome']);

  constructor() {
    for (const part of PARTS) this.#leftOut.inc({ part }, 0);
    for (const outcome of RELOADS) this.#reloads.inc({ outcome }, 0);
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything measured, in Prometheus's text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  answered(command: string, status: Status, seconds: number): void {
    this.#answers.inc({ command, status });
    this.#answerSeconds.observe({ command }, seconds);
  }

  responded(asking: Asking, seconds: number): void {
    this.#responseSeconds.observe({ asking }, seconds);
  }

  leftOut(parts: LeftOut): void {
    for (const part of PARTS) this.#leftOut.inc({ part }, parts[part]);
  }

  discordError(code: string): void {
    this.#discordErrors.inc({ code });
  }

  reloaded(outcome: Reload): void {
    this.#reloads.inc({ outcome });
  }

  /** Adds what is looked up whenever somebody asks for the figures. */
  watch({ events, missing, gateway, facts }: View): void {
    this.#counter('events_total', 'What happened, by the names of the log', ['event'], (counter) => {
      counter.reset();
      for (const [event, count] of Object.entries(events())) counter.inc({ event }, count);
    });
    this.#gauge('ready', 'Whether questions are answered now', () => (missing().length === 0 ? 1 : 0));
    this.#labeled('build_info', 'The version of Marrow', 'version', () => ({ [facts().version]: 1 }));
    this.#labeled('evidence_info', 'The version of the evidence in service', 'version', () => ({
      [facts().evidence]: 1,
    }));
    this.#gauge('evidence_sources', 'Sources in service', () => facts().sources);
    this.#gauge('evidence_findings', 'Findings in service', () => facts().items);
    this.#gauge('evidence_documents', 'Sources with a copy at hand', () => facts().documents.found);
    if (gateway() === undefined) return;
    this.#labeled('gateway_shards', 'Shards by state', 'state', () => {
      const { ready = 0, connecting = 0, disconnected = 0 } = gateway() ?? {};
      return { ready, connecting, disconnected };
    });
    const age = 'Since the last answered heartbeat of the shard that has been silent longest';
    this.#gauge('gateway_heartbeat_age_seconds', age, () => gateway()?.heartbeatAgeSeconds);
    this.#gauge('gateway_ping_seconds', 'Ping of the slowest shard', () => gateway()?.pingSeconds);
  }

  #counter<T extends string>(name: string, help: string, labelNames: T[], collect?: (counter: Counter<T>) => void) {
    return new Counter<T>({
      name: `marrow_${name}`,
      help,
      labelNames,
      registers: this.#registers,
      ...(collect === undefined
        ? {}
        : {
            collect() {
              collect(this);
            },
          }),
    });
  }

  /** A value as it is at the moment; not shown while there is none. */
  #gauge(name: string, help: string, value: () => number | undefined): void {
    new Gauge({
      name: `marrow_${name}`,
      help,
      registers: this.#registers,
      collect() {
        const now = value();
        if (now === undefined) this.remove();
        else this.set(now);
      },
    });
  }

  #labeled(name: string, help: string, label: string, values: () => Readonly<Record<string, number>>): void {
    new Gauge({
      name: `marrow_${name}`,
      help,
      labelNames: [label],
      registers: this.#registers,
      collect() {
        this.reset();
        for (const [each, value] of Object.entries(values())) this.set({ [label]: each }, value);
      },
    });
  }
}
