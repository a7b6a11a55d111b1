import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { DISCLAIMER, evidenceOf, OWN_WORDING } from '../../commands/answer.js';
import { commands } from '../../commands/registry.js';
import { readDocuments, recognize } from '../../index/evidence/library.js';
import { loadCorpus } from '../../index/evidence/seeds.js';
import { prepare } from '../../index/prepared.js';
import { createIndex } from '../../index/search.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { sharedCopy } from '../../src/discord/render/share.js';
import { createDispatcher } from '../../src/dispatch.js';
import { english } from '../program.js';
import { textOf } from './fixtures.js';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const Golden = z.array(z.object({ ask: z.string(), repeat: z.number().default(1) }));
const questions = readdirSync(root('test/golden'))
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => Golden.parse(parse(readFileSync(root(`test/golden/${name}`), 'utf8'))))
  .map(({ ask, repeat }) => ask.repeat(repeat));

const corpus = loadCorpus(root('seeds'));
const folder = process.env.MARROW_DOCUMENTS;
const log = {
  error: (details: object) => {
    throw new Error(JSON.stringify(details));
  },
};
const glossary = [...corpus.concepts.values()].flatMap(({ label, expansion }) =>
  expansion === undefined ? [] : [{ term: label, expansion }],
);
/** What Discord shows of escaped text. */
const displayed = (text: string) => text.replace(/\\([^0-9A-Za-z\s])/g, '$1');

describe.each([
  ['without documents', undefined],
  ['with documents', folder],
])('every golden question %s', (name, path) => {
  const isPossible = name === 'without documents' || path !== undefined;

  it.skipIf(!isPossible)('is rendered within the limits, whole', () => {
    const documents = path === undefined ? new Map() : recognize(readDocuments(path), corpus.sources);
    const dispatcher = createDispatcher({ index: createIndex(prepare(corpus), documents, english), commands, log });
    expect(questions.length).toBeGreaterThan(100);
    for (const question of questions) {
      const answer = dispatcher.text(question);
      const text = displayed(textOf(renderAnswer(answer, { audience: 'private' }).components));
      expect(text.startsWith('### '), question).toBe(true);
      expect(text.endsWith(DISCLAIMER), question).toBe(true);
      const [lead] = evidenceOf(answer);
      if (lead === undefined) continue;
      const isQuoted = lead.quote !== null && text.includes(`> ${lead.quote.text.split('\n')[0]}`);
      expect(isQuoted || text.includes(OWN_WORDING), question).toBe(true);
      if (text.includes(lead.statement)) {
        const numbers = lead.figures.filter(({ origin }) => origin !== 'derived').flatMap((figure) => figure.numbers);
        for (const number of numbers) expect(text, question).toContain(number);
      }
      const { components, pictures } = renderAnswer(answer, { audience: 'private' });
      const copy = sharedCopy(components, { by: 'x'.repeat(32), glossary }, pictures);
      expect(displayed(textOf(copy?.components)), question).toContain(text);
    }
  });
});
