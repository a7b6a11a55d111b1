import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../commands/answer.js';
import { dispatcherOf, indexOf } from '../program.js';

const { text } = dispatcherOf(indexOf('without documents'));

describe('ordinary words that no finding has', () => {
  it('do not keep a finding from answering, and are named', () => {
    const answer = text('what portion hit CRc once sorafenib was added, FLT3 wild-type relapse after transplant?');
    expect(answer.status).toBe('answered');
    expect(answer.headline).toContain('65.8%');
    expect(answer.notices.join(' ')).toMatch(/Read without .*“portion”/u);
  });

  it.each([
    ['a thing', 'What did sorafenib cost?'],
    ['who was measured', 'CRc with sorafenib in smokers'],
    ['who was measured, behind a preposition', 'CRc with sorafenib after surgery'],
    ['who was measured, as an adjective', 'CRc of obese patients with sorafenib'],
    ['the only thing asked', 'does sorafenib trouble my neighbors'],
  ])('are not left out where they name %s', (_why, question) => {
    const answer = text(question);
    expect(answer.status).toBe('no-evidence');
    expect(evidenceOf(answer)).toEqual([]);
  });

  it('topics that divide the patients are not left out of a question for a figure', () => {
    expect(text('OS by age with sorafenib').status).toBe('no-evidence');
  });
});

describe('populations set against each other', () => {
  it('are not answered by one figure for both', () => {
    expect(text('DP-IAG: complete remission in refractory versus relapsed children').status).toBe('no-evidence');
  });
});
