import { defineCommand } from './command.js';
import { invalid, respond } from './respond.js';

export const PATIENT =
  'Not answered: this reads like a question about one patient. Marrow gives no advice on patients. Please leave out identifying details and ask what the sources report.';

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
    if (question.patient) {
      return {
        command: 'ask',
        status: 'no-evidence',
        headline: PATIENT,
        notices: [],
        related: [],
        citations: [],
        suggestions: [],
      };
    }
    return respond('ask', index.search(question), index);
  },
});
