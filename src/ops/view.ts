import type { EvidenceFacts } from '../evidence/evidence.js';

/** The shards of a gateway connection. */
export interface GatewayState {
  readonly ready: number;
  readonly connecting: number;
  readonly disconnected: number;
  /** Of the shard that has been silent longest: since its last answered heartbeat, or since it connected. */
  readonly heartbeatAgeSeconds: number;
  /** Of the slowest shard; undefined before the first heartbeat was answered. */
  readonly pingSeconds: number | undefined;
}

/** What can be asked of a running bot at any time. */
export interface View {
  /** What happened since the start, by name. */
  readonly events: () => Readonly<Record<string, number>>;
  /** What is missing before questions are answered, in words; empty when ready. */
  readonly missing: () => readonly string[];
  /** Undefined where no gateway is used. */
  readonly gateway: () => GatewayState | undefined;
  readonly facts: () => EvidenceFacts & { readonly version: string };
}
