import { defineCommand } from './command.js';
import { citationOf } from './references.js';

/** What is held: kind, date as stated, access, what is absent, number of findings. */
export const sources = defineCommand({
  name: 'sources',
  description: 'The sources held: kind, date, access, what is absent, number of findings',
  kind: 'slash',
  options: {},
  examples: ['/sources'],
  run: (_values, { index }) => {
    const held = index.corpus.sources;
    const total = held.reduce((sum, source) => sum + source.items.length, 0);
    const entries = held.map(citationOf);
    return {
      command: 'sources',
      status: 'answered',
      headline: `${held.length} sources, ${total} findings, evidence version ${index.version}.`,
      blocks: [
        {
          type: 'facts',
          facts: held.map((source) => ({
            label: source.label,
            text: [
              `${source.kind} (${source.design})`,
              source.dated ? `${source.dated.what} ${source.dated.on}` : 'no date stated',
              `held: ${source.access.held}`,
              source.access.absent.length > 0 ? `absent: ${source.access.absent.join(', ')}` : '',
              `${source.items.length} findings`,
              index.documents.has(source.id) ? 'document at hand' : 'document not at hand',
              `reviewed ${source.reviewed.on}`,
            ]
              .filter((part) => part !== '')
              .join('; '),
            sources: [source.number],
          })),
        },
        { type: 'bibliography', entries },
      ],
      more: [],
      notices: [],
      related: [],
      citations: entries,
      suggestions: [],
    };
  },
});
