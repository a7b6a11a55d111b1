import type { Source } from '../index/evidence/schema.js';
import type { Question } from '../index/question/question.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer } from './answer.js';
import { listed } from './cite.js';
import { defineCommand } from './command.js';
import { citationOf } from './references.js';
import { invalid, respond } from './respond.js';

const PATIENT =
  'Not answered: this reads like a question about one patient. Marrow gives no advice on patients. Please leave out identifying details and ask what the sources report.';

/** Neither an answer nor an echo: the question is about somebody. */
export const aboutPatient = (command: string): Answer => ({
  command,
  status: 'no-evidence',
  headline: PATIENT,
  notices: [],
  related: [],
  citations: [],
  suggestions: [],
});

/** A question in free text. */
export const ask = defineCommand({
  name: 'ask',
  description: 'Ask the evidence a question: the figure, who it was measured in, and where it stands',
  kind: 'slash',
  options: {
    question: { description: 'Your question, in your own words', kind: 'text', required: true, maxLength: 6000 },
  },
  examples: ['2-year OS with sorafenib?', 'how many DLI doses were given?', 'where is 61 % from?'],
  run: ({ question: text }, { index }) => {
    if (!/[\p{L}\p{N}]/u.test(text))
      return invalid('ask', 'Nothing to look up: type a question, or /help for what can be asked.');
    const question = index.understand(text);
    if (question.patient) return aboutPatient('ask');
    const result = index.search(question);
    const [lead] = result.parts[0].matches;
    const cited = lead?.finding.item.kind === 'publication' ? [] : askedForReference(question, index);
    return cited.length > 0
      ? listed(cited.map(citationOf), 'ask', [FROM_THE_REFERENCE])
      : respond('ask', result, index);
  },
});

const FROM_THE_REFERENCE =
  'No finding states this: it is the reference of the source. What the text held does not say of itself is marked as added.';

const BIBLIOGRAPHIC: ReadonlySet<string> = new Set(['authorship', 'publication', 'publication-date']);

/** The sources whose author, journal or date is asked for, where the question asks for nothing else. */
function askedForReference(question: Question, index: EvidenceIndex): readonly Source[] {
  const isBare = question.words.length + question.numbers.length + question.durations.length === 0;
  const asks = question.slots.filter((slot) => slot.concept.kind !== 'source' && slot.role !== 'study');
  if (!isBare || asks.length === 0 || !asks.every((slot) => BIBLIOGRAPHIC.has(slot.concept.id))) return [];
  return index.corpus.sources.filter((source) =>
    question.slots.some(
      ({ concept, role }) => concept.id === source.id || (role === 'study' && source.subjects.includes(concept.id)),
    ),
  );
}
