const EVERY_MS = 20;
/** Shorter ones are of no account where answers may take seconds. */
const LEAST_MS = 100;
const MOST_KEPT = 1_000;

/**
 * Writes down when the event loop of this process came late, and how much of the processor it had meanwhile: as much as the
 * pause is long, and the process itself was at work; less, and it had to wait for the machine.
 * @returns the list that is being written, the oldest first.
 */
export function watchPauses() {
  const pauses = [];
  let before = performance.now();
  let used = process.cpuUsage();
  setInterval(() => {
    const now = performance.now();
    const ms = now - before - EVERY_MS;
    if (ms >= LEAST_MS && pauses.length < MOST_KEPT) {
      const { user, system } = process.cpuUsage(used);
      pauses.push({ until: Date.now(), ms, cpuMs: (user + system) / 1_000 });
    }
    before = now;
    used = process.cpuUsage();
  }, EVERY_MS).unref();
  return pauses;
}
