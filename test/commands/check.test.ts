import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../commands/answer.js';
import { project } from '../../src/terminal/json.js';
import { dispatcherOf, indexOf } from '../program.js';

const dispatcher = dispatcherOf(indexOf('without documents'));
const check = (claim: string) => dispatcher.answer({ command: 'check', values: { claim } });
const verdictsOf = (claim: string) => check(claim).claims?.map(({ verdict }) => verdict);

describe('/check', () => {
  it('splits the message of the issue into its three claims, with a verdict and the finding of each', () => {
    const answer = check('DP-IAG gets 73 % CR, 3-year OS 61 %, and sorafenib gave 65.8 % CR in FLT3-ITD');
    expect(answer.status).toBe('answered');
    expect(answer.claims).toMatchObject([
      { text: 'DP-IAG gets 73 % CR', verdict: 'second-hand', evidence: ['kaspers-2026.fan.cr'], differs: [] },
      { text: '3-year OS 61 %', verdict: 'second-hand', evidence: ['kaspers-2026.fan.os-3y'], differs: [] },
      {
        text: 'sorafenib gave 65.8 % CR in FLT3-ITD',
        verdict: 'same figure, different context',
        evidence: ['jiang-2025.crc.by-sorafenib'],
        differs: ['measure', 'population'],
        notes: ['The figure is of: CRc.', expect.stringContaining('FLT3 wild-type AML')],
      },
    ]);
    expect(answer.headline).toBe('3 claims checked: 1 × same figure, different context · 2 × second-hand.');
  });

  it('shows each finding once, below the claims that rest on it, and cites its source', () => {
    const answer = check('CRc was 65.8% with sorafenib. Without sorafenib it was 29.2%.');
    expect(evidenceOf(answer).map(({ id }) => id)).toEqual(['jiang-2025.crc.by-sorafenib']);
    expect(answer).toMatchObject({ blocks: [{ title: 'To claims 1 and 2' }] });
    expect(answer.citations.map(({ source }) => source)).toEqual(['jiang-2025']);
  });

  it('gives the fields of the contract in JSON, every finding among the evidence', () => {
    const { claims, evidence, text } = project(check('CRc was 66 % with sorafenib, and 40% with pembrolizumab')) as {
      claims: { evidence: string[] }[];
      evidence: { id: string }[];
      text: string;
    };
    expect(claims).toEqual([
      {
        text: 'CRc was 66 % with sorafenib',
        verdict: 'matches',
        evidence: ['jiang-2025.crc.by-sorafenib'],
        differs: [],
        notes: ['Rounded: 65.8% is reported.'],
      },
      {
        text: '40% with pembrolizumab',
        verdict: 'not in the text held',
        evidence: [],
        differs: [],
        notes: ['In no source: pembrolizumab.'],
      },
    ]);
    expect(evidence.map(({ id }) => id)).toEqual(['jiang-2025.crc.by-sorafenib']);
    expect(text).toContain('Rounded: 65.8% is reported.');
  });

  it.each([
    'thanks, see you tomorrow',
    'sorafenib',
    'Is OS better with sorafenib?',
    'ok 👍',
    'lunch at 12:30 in room 4b?',
  ])('says of %j that it is no claim', (text) => {
    const answer = check(text);
    expect(answer.status).toBe('no-evidence');
    expect(answer.claims?.map(({ verdict }) => verdict) ?? ['not a claim']).toEqual(['not a claim']);
  });

  it('has nothing to check in a text without letters', () => {
    expect(check(' … 🙂 ').status).toBe('invalid');
  });

  it('reads a long message up to a bound, and says how much it left unread', () => {
    const answer = check('CRc was 65.8% with sorafenib.\n'.repeat(100));
    expect(answer.claims).toHaveLength(20);
    expect(answer.notices[0]).toBe('Too long to be read whole: the last 80 sentences were not checked.');
  });

  it('keeps what is carried over out of what it repeats', () => {
    expect(check('With sorafenib 2-year OS was 47.4% and EFS 44.7%').claims?.map(({ text }) => text)).toEqual([
      'With sorafenib 2-year OS was 47.4%',
      'EFS 44.7%',
    ]);
  });
});

describe('a patient in the text', () => {
  const CASE = 'My 34-year-old relapsed on day +120 and received sorafenib';

  it('is neither read nor repeated, and the rest is checked', () => {
    const answer = check(`${CASE}. CRc was 65.8% with sorafenib.`);
    expect(answer.claims?.map(({ verdict }) => verdict)).toEqual(['not a claim', 'matches']);
    expect(answer.notices).toContain('One sentence reads like one patient. Please leave out identifying details.');
    expect(JSON.stringify(project(answer))).not.toMatch(/34-year-old|120/u);
  });

  it('alone is not answered', () => {
    const answer = check(CASE);
    expect(answer).toMatchObject({ status: 'no-evidence', headline: expect.stringContaining('one patient') });
    expect(answer.claims).toBeUndefined();
  });

  it('leaves nothing behind: the same text is answered the same before and after', () => {
    const before = check('CRc was 65.8%');
    check(`${CASE}. With sorafenib.`);
    expect(check('CRc was 65.8%')).toEqual(before);
    expect(verdictsOf('CRc was 65.8%')).toEqual(['same figure, different context']);
  });
});
