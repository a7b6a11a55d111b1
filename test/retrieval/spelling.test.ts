import { expect, it } from 'vitest';
import { normalizeWord } from '../../index/retrieval/tokens.js';

it.each([
  ['leukaemia', 'leukemia'],
  ['thrombocytopaenia', 'thrombocytopenia'],
  ['diarrhoea', 'diarrhea'],
  ['dyspnoea', 'dyspnea'],
  ['anaesthesia', 'anesthesia'],
  ['oesophageal', 'esophageal'],
  ['leucocytes', 'leukocytes'],
  ['colour', 'color'],
  ['behavioural', 'behavioral'],
  ['titres', 'titers'],
  ['analysed', 'analyzed'],
  ['programmes', 'programs'],
  ['enrol', 'enroll'],
])('%s is read as %s', (british, american) => {
  expect(normalizeWord(british)).toBe(american);
});

it.each(['four', 'hour', 'course', 'source', 'acre', 'genre', 'analyses', 'evidence', 'programmed', 'enrolled'])(
  '%s is spelled so on both sides',
  (word) => {
    expect(normalizeWord(word)).toBe(word);
  },
);
