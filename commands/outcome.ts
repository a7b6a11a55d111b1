import type { Question } from '../index/question/question.js';
import { defineCommand } from './command.js';
import { refuse, respond } from './respond.js';
import { unknown } from './sheet.js';
import { accepts } from './suggest.js';

/** One measure, for a regimen and in a population where they are named. */
export const outcome = defineCommand({
  name: 'outcome',
  description: 'One outcome measure, for a regimen and in a population if named',
  kind: 'slash',
  options: {
    measure: { description: 'OS, EFS, CRc, acute GVHD, 2-year OS …', kind: 'measure', required: true, maxLength: 100 },
    regimen: { description: 'Drug, regimen or arm', kind: 'regimen', required: false, maxLength: 200 },
    population: {
      description: 'Disease, age group, biomarker, line',
      kind: 'population',
      required: false,
      maxLength: 200,
    },
  },
  examples: [
    '/outcome OS',
    '/outcome measure: 2-year EFS regimen: sorafenib',
    '/outcome CRc population: FLT3 wild-type',
  ],
  run: ({ measure, regimen, population }, { index }) => {
    const resolve = (text: string) => index.vocabulary.concepts.get(text.trim().toLowerCase())?.label ?? text;
    const asked = index.understand(resolve(measure));
    const measures = asked.slots.filter((slot) => slot.concept.kind === 'measure');
    if (measures.length === 0) {
      const found = index.lookUp(measure, accepts('measure'));
      return unknown(
        'outcome',
        'outcome measure',
        measure,
        found.status === 'unknown' ? found.similar : [found.concept],
        index,
      );
    }
    const parts = [asked, ...[regimen, population].flatMap((text) => (text ? [index.understand(resolve(text))] : []))];
    const text = parts.map((part) => part.text).join(', ');
    const together: Question = {
      ...asked,
      text,
      tokens: parts.flatMap((part) => part.tokens),
      slots: parts.flatMap((part) => part.slots),
      durations: parts.flatMap((part) => part.durations),
      numbers: parts.flatMap((part) => part.numbers),
      words: parts.flatMap((part) => part.words),
      corrections: parts.flatMap((part) => part.corrections),
      wanted: { figure: 'any', result: false },
      patient: false,
    };
    const result = index.search(
      together,
      (profile) => profile.finding.item.kind !== 'definition' && profile.finding.item.kind !== 'method',
    );
    return result.parts.some((part) => part.matches.length > 0)
      ? respond('outcome', result, index)
      : refuse('outcome', result, index);
  },
});
