import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { createEngine, type SearchDocument } from '../../index/retrieval/engine.js';

/** Documents without titles, by id. */
const texts = (byId: Readonly<Record<string, string>>): SearchDocument[] =>
  Object.entries(byId).map(([id, text]) => ({ id, title: '', text }));

const ranked = (documents: readonly SearchDocument[], question: string): string[] =>
  createEngine(documents)
    .search(question)
    .map((hit) => hit.id);

/** The same ranking as MiniSearch ships it, to show that a case tells the two apart. */
function rankedByDefaults(documents: readonly SearchDocument[], question: string): string[] {
  const index = new MiniSearch({ fields: ['title', 'text'] });
  index.addAll(documents);
  return index.search(question).map((result) => String(result.id));
}

describe('names and figures', () => {
  const mutations = texts({
    idh1: 'Ivosidenib inhibits mutant IDH1.',
    idh2: 'Enasidenib inhibits mutant IDH2.',
  });

  it('never takes a gene for its neighbor: one digit makes IDH1 and IDH2 two genes', () => {
    expect(ranked(mutations, 'IDH1')).toEqual(['idh1']);
    expect(ranked(mutations, 'IDH2')).toEqual(['idh2']);
    expect(ranked(mutations, 'IDH3')).toEqual([]);
  });

  it.each(['FLT3-ITD', 'flt3-itd', 'FLT3 ITD', 'FLT3–ITD', 'FLT3/ITD'])(
    'finds an internal tandem duplication before another FLT3 mutation, however it is written: %s',
    (written) => {
      const documents = texts({
        tkd: 'FLT3-TKD was found in four patients with FLT3 mutations.',
        itd: 'Eleven patients carried FLT3-ITD and were treated.',
        neither: 'Seven patients carried NPM1 and were treated.',
      });
      expect(ranked(documents, written)).toEqual(['itd', 'tkd']);
    },
  );

  it('keeps a decimal whole: 0.395 is neither 0 nor 395 nor 0.39', () => {
    const documents = texts({
      p: 'The difference was not significant, P = 0.395.',
      zero: 'There were 0 deaths among 395 patients.',
      near: 'Another comparison gave P = 0.39.',
    });
    expect(ranked(documents, 'P = 0.395')[0]).toBe('p');
    expect(ranked(documents, '0.395')).toEqual(['p']);
    expect(rankedByDefaults(documents, '0.395')).toContain('zero');
  });

  it('reads a thousands comma as part of the number', () => {
    const documents = texts({ many: 'The registry holds 1,204 children.', one: 'Stage 1 had 204 children.' });
    expect(ranked(documents, '1204')).toEqual(['many']);
  });

  it('finds a word by its other forms, since a question is rarely put in the words of the finding', () => {
    const documents = texts({ hit: 'Relapses were treated early.', miss: 'Infections were rare.' });
    expect(ranked(documents, 'treatment of relapse')).toEqual(['hit']);
  });

  it('finds either spelling by the other', () => {
    const documents = texts({ american: 'Leukemia in children, hemorrhage, tumor lysis.', other: 'Lymphoma.' });
    expect(ranked(documents, 'leukaemia haemorrhage tumour')).toEqual(['american']);
  });

  it.each(['IL-2', 'IL2', 'IL–2'])('finds a compound however it is joined: %s', (written) => {
    const documents = texts({
      apart: 'Serum IL-2 fell.',
      joined: 'Serum IL2 fell.',
      other: 'Serum IL6 rose.',
    });
    expect(ranked(documents, written).toSorted()).toEqual(['apart', 'joined']);
  });

  it('takes no range of numbers for a word', () => {
    expect(ranked(texts({ number: 'Code 1224.' }), '12-24')).toEqual([]);
  });

  it.each([
    ['λ', 'lambda'],
    ['TGF-β', 'TGF-beta'],
    ['5 μg', '5 ug'],
    ['μ-opioid', 'mu-opioid'],
    ['Sjögren', 'Sjogren'],
  ])('reads %s as %s', (written, plain) => {
    expect(ranked(texts({ hit: `Given ${plain}.` }), written)).toEqual(['hit']);
    expect(ranked(texts({ hit: `Given ${written}.` }), plain)).toEqual(['hit']);
  });
});

describe('a misspelled word', () => {
  const drug = texts({ drug: 'Sorafenib was given.' });

  it.each(['sorafeni', 'sorafeniib', 'soarfenib', 'zorafenib', 'sorafnbi'])(
    '%s is read as the nearest word',
    (typed) => {
      expect(ranked(drug, typed)).toEqual(['drug']);
    },
  );

  it('is no name of something else, which no document may have', () => {
    const steroid = texts({ drug: 'Prednisolone was given.' });
    expect(createEngine(steroid).search('prednisone')).toHaveLength(1);
    expect(createEngine(steroid, new Set(['prednisone'])).search('prednisone')).toEqual([]);
    expect(ranked(drug, 'regorafenib')).toEqual([]);
  });

  it('stays as it is where a document has it', () => {
    const documents = texts({ casual: 'A casual remark.', causal: 'A causal link.' });
    expect(ranked(documents, 'casual')).toEqual(['casual']);
  });

  it('has no digits: P53 is not P63', () => {
    expect(ranked(texts({ gene: 'Mutations of ABCD63.' }), 'ABCD53')).toEqual([]);
  });

  it('is read as what stands beside the other words of the question', () => {
    const documents = texts({
      acid: 'Folic acid for anemia.',
      a: 'A folk remedy.',
      b: 'Another folk remedy.',
      c: 'The folk song.',
    });
    expect(ranked(documents, 'folc')[0]).toBe('a');
    expect(ranked(documents, 'folc acid')[0]).toBe('acid');
  });

  it('may miss a stem: leekrs is leeks, and the document has leek', () => {
    expect(ranked(texts({ soup: 'A leek for the soup.' }), 'leekrs')).toEqual(['soup']);
  });
});

describe('ranking', () => {
  /*
   * Ten documents. "priapism" stands in one of them (IDF ln(1 + 9.5/1.5) = 1.99), "nausea" and "vomiting" in five each
   * (ln(1 + 5.5/5.5) = 0.69, together 1.39). By BM25 the rare word wins; MiniSearch doubles the second sum, because two
   * terms matched, and turns the order round.
   */
  it('adds up what the words are worth, without a bonus for how many of them match', () => {
    const documents = texts({
      rare: 'priapism occurred rarely afterwards',
      common: 'nausea vomiting occurred afterwards',
      c2: 'nausea vomiting lasted days',
      c3: 'nausea vomiting lasted weeks',
      c4: 'nausea vomiting lasted months',
      c5: 'nausea vomiting lasted hours',
      n1: 'platelets recovered within weeks',
      n2: 'neutrophils recovered within weeks',
      n3: 'donors gave lymphocytes twice',
      n4: 'donors gave marrow once',
    });
    const question = 'priapism, nausea, vomiting';
    expect(ranked(documents, question)[0]).toBe('rare');
    expect(rankedByDefaults(documents, question)[0]).not.toBe('rare');
  });

  /* The same words, the same lengths: only where they stand differs. */
  it('prefers words that stand together as they were asked', () => {
    const documents = texts({
      apart: 'host cells respond. the donors were tested for versus. later a graft grew into its disease',
      together: 'graft host disease cells respond. donors were tested later. grew into versus',
    });
    expect(ranked(documents, 'graft host disease')).toEqual(['together', 'apart']);
  });

  it('gives a question the score of its content: the words that frame it weigh nothing', () => {
    const documents = texts({
      hit: 'Sorafenib led to responses.',
      frame: 'What is it, and which one is there? It does what it does.',
    });
    const engine = createEngine(documents);
    const [framed, bare] = [
      engine.search('What is there for sorafenib, and does it do it?'),
      engine.search('sorafenib'),
    ];
    expect(framed).toEqual(bare);
    expect(framed.map((hit) => hit.id)).toEqual(['hit']);
  });

  it('counts a word once, however often it is typed', () => {
    const documents = texts({ one: 'relapse after transplant', two: 'survival after transplant' });
    expect(createEngine(documents).search('relapse relapse relapse survival')).toEqual(
      createEngine(documents).search('relapse survival'),
    );
  });

  it('lets a title add to its document, but not outweigh a text that answers more of the question', () => {
    const titled = { id: 'titled', title: 'Venetoclax', text: 'A regimen for elderly patients.' };
    const plain = { id: 'plain', title: '', text: 'Venetoclax for elderly patients, a regimen.' };
    const fuller = { id: 'fuller', title: '', text: 'Venetoclax and azacitidine for elderly patients.' };
    expect(ranked([plain, titled], 'venetoclax')).toEqual(['titled', 'plain']);
    expect(ranked([titled, fuller], 'venetoclax azacitidine')).toEqual(['fuller', 'titled']);
  });

  it('puts equals in the order of their ids, so that the same question always has the same answer', () => {
    const twins = texts({ b: 'relapse', a: 'relapse', c: 'relapse' });
    expect(ranked(twins, 'relapse')).toEqual(['a', 'b', 'c']);
  });
});

describe('feedback', () => {
  /*
   * A thousand documents; eleven name the anemia and nearly all of these the transfusion, which nobody else has. What speaks
   * of transfusion only is then found too, after them; a question of many words is its own description.
   */
  const filler = Object.fromEntries(Array.from({ length: 988 }, (_, at) => [`f${at}`, `filler text of kind k${at}`]));
  const anemic = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`a${at}`, 'anemia needs transfusion']));
  const large = texts({ ...filler, ...anemic, related: 'transfusion of platelets' });

  it('finds what the best documents have in common, after what was asked for', () => {
    const found = ranked(large, 'anemia');
    expect(found.slice(0, 11).every((id) => id.startsWith('a'))).toBe(true);
    expect(found[11]).toBe('related');
  });

  it('has no place in a small collection, where the best ten are no selection', () => {
    expect(ranked(texts({ ...anemic, related: 'transfusion of platelets' }), 'anemia')).not.toContain('related');
  });
});

describe('a limit', () => {
  it('takes the first of the same order', () => {
    const documents = texts(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, at) => [`d${at}`, `relapse ${'again '.repeat((at * 7) % 13)}`]),
      ),
    );
    const engine = createEngine(documents);
    const all = engine.search('relapse again');
    expect(all).toHaveLength(60);
    for (const limit of [1, 2, 7, 59, 60, 61])
      expect(engine.search('relapse again', limit)).toEqual(all.slice(0, limit));
    expect(engine.search('relapse', 0)).toEqual([]);
  });
});

describe('the sentence to quote', () => {
  const engine = createEngine(texts({ one: 'relapse after transplant', two: 'survival of children' }));

  it('is the one that has the words of the question', () => {
    const sentences = ['Relapses were early.', 'Survival was long.', 'Nobody was lost.'];
    expect(engine.sentences('How long was survival?', sentences)[0]).toBe(1);
  });

  it('reports rather than asks, and stands late rather than early', () => {
    const sentences = ['We investigated survival.', 'Survival was long.', 'Survival was long.'];
    expect(engine.sentences('survival', sentences)).toEqual([2, 1, 0]);
  });

  it('orders a text without sentences, and one alone', () => {
    expect(engine.sentences('survival', [])).toEqual([]);
    expect(engine.sentences('', ['Survival was long.'])).toEqual([0]);
  });
});

describe('any text', () => {
  const documents = texts({ one: 'relapse after transplant' });

  it.each(['', '   ', '???', 'what is the', '🩸', '\u202e\u200b', '<script>', "'; DROP TABLE"])(
    'finds nothing in %j',
    (text) => {
      expect(ranked(documents, text)).toEqual([]);
    },
  );

  it('takes names of the language for words', () => {
    expect(ranked(documents, '__proto__ constructor toString hasOwnProperty')).toEqual([]);
    expect(ranked(texts({ word: 'constructor' }), 'constructor')).toEqual(['word']);
  });

  it('reads the first words of a pasted text', () => {
    const pasted = `transplant ${Array.from({ length: 2_000 }, (_, index) => `word${index}`).join(' ')} relapse`;
    expect(ranked(texts({ first: 'transplant', last: 'relapse' }), pasted)).toEqual(['first']);
  });
});
