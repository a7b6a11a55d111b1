import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiscordClock, madeAt } from '../../src/discord/clock.js';
import { Recent } from '../../src/discord/recent.js';
import { Turns } from '../../src/discord/turns.js';
import { watchSockets } from '../../src/discord/watchdog.js';
import { Work } from '../../src/discord/work.js';

describe("Discord's clock", () => {
  it('reads when an id was made', () => {
    expect(new Date(madeAt('175928847299117063')).toISOString()).toBe('2016-04-30T11:18:25.796Z');
  });

  it('corrects a clock that is minutes off, and leaves one alone that is not', () => {
    const local = Date.parse('2026-01-01T00:05:00Z');
    const clock = new DiscordClock(() => local);
    expect(clock.learn('Thu, 01 Jan 2026 00:00:00 GMT')).toBe(300_000);
    expect(clock.now()).toBe(Date.parse('2026-01-01T00:00:00Z'));
    expect(clock.learn('Thu, 01 Jan 2026 00:04:59 GMT')).toBe(0);
    expect(clock.now()).toBe(local);
    expect(clock.learn('not a date')).toBe(0);
  });

  it('takes an answer that was long under way for slow, not for another time', () => {
    let local = Date.parse('2026-01-01T00:00:11Z');
    const clock = new DiscordClock(() => local);
    expect(clock.learn('Thu, 01 Jan 2026 00:00:00 GMT')).toBe(11_000);
    local += 100;
    expect(clock.learn('Thu, 01 Jan 2026 00:00:11 GMT')).toBe(0);
    local += 9_000;
    expect(clock.learn('Thu, 01 Jan 2026 00:00:12 GMT')).toBe(0);
    expect(clock.now()).toBe(local);
  });

  it('notices a clock that is set while it runs', () => {
    let local = Date.parse('2026-01-01T00:00:00Z');
    const clock = new DiscordClock(() => local);
    for (let answers = 0; answers < 20; answers++) clock.learn('Thu, 01 Jan 2026 00:00:00 GMT');
    local += 60_000;
    for (let answers = 0; answers < 20; answers++) clock.learn('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(clock.now()).toBe(Date.parse('2026-01-01T00:00:00Z'));
    local -= 120_000;
    clock.learn('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(clock.now()).toBe(Date.parse('2026-01-01T00:00:00Z'));
  });
});

describe('turns', () => {
  it('let what was worked out leave before the next begins', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const tasks = ['a', 'b', 'c'].map((name) =>
      turns.take(0, () => {
        seen.push(name);
        // As input and output do, in the round of the loop that follows.
        setImmediate(() => seen.push(`${name} left`));
      }),
    );
    await Promise.all(tasks);
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['a', 'a left', 'b', 'b left', 'c', 'c left']);
  });

  it('go to whoever has least time left, and in the order of coming where that is alike', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const come = (name: string, until: number) => turns.take(until, () => void seen.push(name));
    const first = [
      come('at once', 9_000),
      come('patient', 60_000),
      come('a', 3_000),
      come('b', 3_000),
      come('old', 700),
    ];
    await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
    await Promise.all([...first, come('older still', 200), come('c', 3_000)]);
    expect(seen).toEqual(['at once', 'old', 'older still', 'a', 'b', 'c', 'patient']);
    await come('alone again', 100);
    expect(seen.at(-1)).toBe('alone again');
  });

  it('wait for no task that takes long, and for none that fails', async () => {
    const turns = new Turns();
    const never = turns.take(0, () => new Promise<void>(() => undefined));
    await expect(turns.take(0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.take(0, () => 7)).toBe(7);
    expect(never).toBeInstanceOf(Promise);
  });
});

describe('what came of late', () => {
  it('is new once', () => {
    const recent = new Recent();
    expect([recent.isNew('1'), recent.isNew('2'), recent.isNew('1'), recent.isNew('2')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('is forgotten, the oldest first, before it fills the memory', () => {
    const recent = new Recent();
    for (let id = 0; id < 5_001; id++) recent.isNew(String(id));
    expect(recent.isNew('5000')).toBe(false);
    expect(recent.isNew('1')).toBe(false);
    expect(recent.isNew('0')).toBe(true);
  });
});

describe('the watchdog', () => {
  const silent = { debug() {}, info() {}, warn: vi.fn(), error() {}, fatal() {} };
  const shard = (changes: object = {}) => ({
    isAck: false,
    lastHeartbeatAt: Date.now(),
    connection: { readyState: 1, terminate: vi.fn() },
    ...changes,
  });
  const watch = (strategy: unknown) =>
    watchSockets(
      () => strategy,
      silent as never,
      () => {},
    );

  beforeEach(() => {
    vi.useFakeTimers();
    silent.warn.mockClear();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('cuts a socket whose heartbeat is not answered', () => {
    const dead = shard();
    const stop = watch({ shards: new Map([[0, dead]]) });
    vi.advanceTimersByTime(5_000);
    expect(dead.connection.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(3_000);
    expect(dead.connection.terminate).toHaveBeenCalledTimes(1);
    stop();
  });

  it('cuts a socket whose peer does not answer the closing handshake', () => {
    const closing = shard({ isAck: true, connection: { readyState: 2, terminate: vi.fn() } });
    const stop = watch({ shards: new Map([[0, closing]]) });
    vi.advanceTimersByTime(2_000);
    expect(closing.connection.terminate).toHaveBeenCalledTimes(1);
    stop();
  });

  it('leaves a live one alone', () => {
    const live = shard({ isAck: true });
    const stop = watch({ shards: new Map([[0, live]]) });
    vi.advanceTimersByTime(60_000);
    expect(live.connection.terminate).not.toHaveBeenCalled();
    stop();
  });

  it('says once that it does not know the client', () => {
    const stop = watch({ shards: 'elsewhere' });
    vi.advanceTimersByTime(10_000);
    expect(silent.warn).toHaveBeenCalledTimes(1);
    stop();
  });
});

describe('work in flight', () => {
  it('finishes before the end, but does not hold it up for ever', async () => {
    const done: string[] = [];
    const work = new Work();
    work.add(new Promise((resolve) => setTimeout(resolve, 30)).then(() => void done.push('quick')));
    work.add(new Promise(() => {}));
    await work.finish(200);
    expect(done).toEqual(['quick']);
    expect(work.isClosed).toBe(true);
  });
});
