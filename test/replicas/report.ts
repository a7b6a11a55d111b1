import { quantile } from '../bench/measured.js';
import type { Discord } from '../e2e/discord/start.js';
import type { Passage } from './balancer.js';
import type { Act } from './users.js';

/** What became of one interaction. */
export interface Fate {
  readonly act: Act;
  readonly isAnswered: boolean;
  /** Handed to more than one process. */
  readonly isRetried: boolean;
  /** Unanswered, though no process had begun to respond, so that another could have been asked. */
  readonly isLost: boolean;
  /** Made on an answer that another process had given. */
  readonly isElsewhere: boolean;
  /** A picture that was promised and never came, since its process was gone. */
  readonly isUnfinished: boolean;
  /** The process that answered. */
  readonly port: number | undefined;
  readonly milliseconds: number;
}

export function fatesOf(
  acts: readonly Act[],
  { endpoint }: Discord,
  passages: ReadonlyMap<string, Passage>,
): readonly Fate[] {
  const attempts = new Map(endpoint.attempts.map((attempt) => [attempt.interaction.id, attempt]));
  const answerers = new Map(
    acts.map(({ exchange }) => [exchange.interaction.token, passages.get(exchange.id)?.ports.at(-1)]),
  );
  return acts.map((act) => {
    const { interaction, acknowledgement } = act.exchange;
    const attempt = attempts.get(interaction.id);
    const { ports = [], statuses = [] } = passages.get(interaction.id) ?? {};
    const isAnswered = attempt?.outcome === 200 && acknowledgement !== undefined;
    const port = isAnswered ? ports.at(-1) : undefined;
    const answerer = answerers.get(interaction.source?.token ?? '');
    return {
      act,
      isAnswered,
      isRetried: ports.length > 1,
      isLost: !isAnswered && !statuses.includes(200),
      isElsewhere: port !== undefined && answerer !== undefined && port !== answerer,
      isUnfinished: interaction.pending,
      port,
      milliseconds: attempt?.milliseconds ?? Number.NaN,
    };
  });
}

/** One row for each phase, one for all. */
export function tableOf(fates: readonly Fate[], ports: readonly number[]): string {
  const phases = [...new Set(fates.map(({ act }) => act.phase))];
  const heads = ['', 'sent', 'answered', 'retried', 'lost', 'the one', 'the other', 'p50 ms', 'p99 ms'];
  const rowOf = (name: string, some: readonly Fate[]): readonly string[] => {
    const count = (holds: (fate: Fate) => boolean) => String(some.filter(holds).length);
    const times = some.map(({ milliseconds }) => milliseconds);
    return [
      name,
      String(some.length),
      count(({ isAnswered }) => isAnswered),
      count(({ isRetried }) => isRetried),
      count(({ isLost }) => isLost),
      ...ports.map((port) => count((fate) => fate.port === port)),
      quantile(times, 0.5).toFixed(0),
      quantile(times, 0.99).toFixed(0),
    ];
  };
  const rows = [
    heads,
    ...phases.map((phase) =>
      rowOf(
        phase,
        fates.filter(({ act }) => act.phase === phase),
      ),
    ),
  ];
  return aligned([...rows, rowOf('all', fates)]);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
}
