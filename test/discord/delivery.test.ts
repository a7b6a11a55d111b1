import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { deliver, describeError, isBeforeDeferral, outcomeOf } from '../../src/discord/delivery.js';

const refusal = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', 'http://127.0.0.1/secret-token', {
    body: { text: 'secret' },
  });
const outage = new HTTPError(503, 'Service Unavailable', 'POST', 'http://127.0.0.1/secret-token', {});
const closed = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });

/** Fails with each error in turn, then succeeds. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  const tries = { count: 0 };
  const send = async () => {
    tries.count += 1;
    const error = left.shift();
    if (error !== undefined) throw error;
  };
  return { send, tries };
}
const soon = () => Date.now() + 3_000;
const ignore = () => {};

describe('what an error means', () => {
  it.each([
    [404, 10_062, 'late'],
    [400, 40_060, 'acknowledgedBefore'],
    [403, 50_001, 'forbidden'],
    [403, 50_013, 'forbidden'],
    [401, 0, 'unauthorized'],
    [400, 50_035, 'refused'],
  ])('%i with %i: %s', (status, code, outcome) => {
    expect(outcomeOf(refusal(status, code))).toBe(outcome);
  });
});

describe('an answer', () => {
  it('is tried again after a closed socket and after an outage', async () => {
    const { send, tries } = failing(closed, outage);
    expect(await deliver(send, soon(), ignore)).toEqual({ outcome: 'delivered' });
    expect(tries.count).toBe(3);
  });

  it('that landed although its reply was lost counts as acknowledged', async () => {
    const { send, tries } = failing(closed, refusal(400, 40_060));
    expect((await deliver(send, soon(), ignore)).outcome).toBe('acknowledgedBefore');
    expect(tries.count).toBe(2);
  });

  it('that Discord no longer waits for is dropped', async () => {
    const { send, tries } = failing(refusal(404, 10_062));
    expect((await deliver(send, soon(), ignore)).outcome).toBe('late');
    expect(tries.count).toBe(1);
  });

  it('that takes the place of a deferral waits until Discord has heard of that, but not for ever', async () => {
    const passing = failing(refusal(404, 10_015), refusal(404, 10_008), refusal(404, 10_062));
    expect(await deliver(passing.send, soon(), ignore, isBeforeDeferral)).toEqual({ outcome: 'delivered' });
    const lasting = failing(...Array.from({ length: 5 }, () => refusal(404, 10_015)));
    expect((await deliver(lasting.send, soon(), ignore, isBeforeDeferral)).outcome).toBe('late');
    expect(lasting.tries.count).toBe(4);
    const forbidden = failing(refusal(403, 50_013));
    expect((await deliver(forbidden.send, soon(), ignore, isBeforeDeferral)).outcome).toBe('forbidden');
    expect(forbidden.tries.count).toBe(1);
  });

  it('is not tried beyond its time', async () => {
    const { send, tries } = failing(outage, outage, outage, outage);
    expect((await deliver(send, Date.now() + 20, ignore)).outcome).toBe('unreachable');
    expect(tries.count).toBe(1);
  });

  it('is given up after four tries', async () => {
    const { send, tries } = failing(outage, outage, outage, outage, outage);
    expect((await deliver(send, soon(), ignore)).outcome).toBe('unreachable');
    expect(tries.count).toBe(4);
  });
});

it('a described error holds neither address nor body', () => {
  for (const error of [refusal(400, 50_035), outage])
    expect(JSON.stringify(describeError(error))).not.toContain('secret');
});
