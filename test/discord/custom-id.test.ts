import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCustomId, encodeCustomId, roomForCodes, VERBS } from '../../src/discord/custom-id.js';

const codes = fc.stringMatching(/^[a-z0-9]{5}$/);

describe('custom ids', () => {
  it('are a version, a verb and codes', () => {
    expect(encodeCustomId({ verb: 'more', codes: ['ab12c', 'zz999'] })).toBe('v1:more:ab12c,zz999');
    expect(encodeCustomId({ verb: 'pick', codes: [] })).toBe('v1:pick:');
  });

  it('come back as they went, within a hundred characters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERBS), fc.array(codes, { maxLength: 14 }), (verb, list) => {
        const text = encodeCustomId({ verb, codes: list });
        expect(text.length).toBeLessThanOrEqual(100);
        expect(decodeCustomId(text)).toEqual({ verb, codes: list });
      }),
    );
  });

  it('hold as many codes as fit and no more', () => {
    const room = roomForCodes('more');
    expect(room).toBe(15);
    expect(encodeCustomId({ verb: 'more', codes: Array(room).fill('ab12c') })).toHaveLength(97);
    expect(() => encodeCustomId({ verb: 'more', codes: Array(room + 1).fill('ab12c') })).toThrow(RangeError);
  });

  it('never hold text', () => {
    expect(() => encodeCustomId({ verb: 'passage', codes: ['patient 34'] })).toThrow('not an item code');
    expect(() => encodeCustomId({ verb: 'passage', codes: ['a,b:c'] })).toThrow(RangeError);
  });

  it.each([
    'v0:passage:ab12c',
    'v2:passage:ab12c',
    'v1:prescribe:ab12c',
    'v1:passage:AB12C',
    'v1:passage:ab12c,',
    'passage',
    '',
    'v1:constructor:',
    `v1:more:${'ab12c,'.repeat(20)}ab12c`,
  ])('does not take %j for one of ours', (text) => {
    expect(decodeCustomId(text)).toBeUndefined();
  });
});
