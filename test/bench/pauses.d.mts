/** A span in which a process did nothing that it was asked, in milliseconds; `until` is the time of day it ended at. */
export interface Pause {
  readonly until: number;
  readonly ms: number;
  /** What the process had of the processor meanwhile, all its threads together. */
  readonly cpuMs: number;
}

export function watchPauses(): readonly Pause[];
