import { describe, expect, it } from 'vitest';
import { type Answer, evidenceOf, filesOf, OWN_WORDING } from '../../commands/answer.js';
import { suggest } from '../../commands/suggest.js';
import { openAt, textFragment } from '../../index/evidence/citations/place.js';
import { dispatcherOf, documentsFolder, indexOf } from '../program.js';

const index = indexOf('without documents');
const dispatcher = dispatcherOf(index);

const entriesOf = (answer: Answer): readonly number[] =>
  'blocks' in answer
    ? answer.blocks.flatMap((block) => (block.type === 'bibliography' ? block.entries.map(({ number }) => number) : []))
    : [];
const citedIn = (answer: Answer): readonly string[] =>
  'blocks' in answer
    ? answer.blocks.flatMap((block) => (block.type === 'cited' ? block.findings.map(({ text }) => text) : []))
    : [];

describe('the sources that are named', () => {
  it.each([
    ['3, 1', [1, 3]],
    ['[1] [4]', [1, 4]],
    ['[1,3]', [1, 3]],
    ['1 3 5', [1, 3, 5]],
    ['2–4', [2, 3, 4]],
    ['1; Kaspers; 10.1159/000534897', [1, 2, 3]],
    ['https://doi.org/10.1159/000534897, the editorial', [2, 3]],
    ['1, 1, jiang-2025', [1]],
    ['everything', [1, 2, 3, 4, 5]],
    ['2025', [1, 5]],
  ])('%s', (text, numbers) => {
    const answer = dispatcher.text(`/cite ${text}`);
    expect([answer.status, entriesOf(answer)]).toEqual(['answered', numbers]);
  });

  it('that fit nothing are said, the others are cited', () => {
    const answer = dispatcher.text('/cite 1, 3-7, nobody');
    expect([answer.status, entriesOf(answer)]).toEqual(['partial', [1, 3, 4, 5]]);
    expect(answer.notices[0]).toMatch(/^Not in the evidence: no source fits “3-7” or “nobody”\. Held are \[1\]/u);
  });

  it('are in the order of the alphabet in APA', () => {
    expect(entriesOf(dispatcher.text('/cite source: all style: apa'))).toEqual([3, 5, 1, 2, 4]);
  });

  it('in capitals are the disease, which is said', () => {
    const answer = dispatcher.text('/cite ALL');
    expect([entriesOf(answer), answer.notices]).toEqual([
      [5],
      ['“ALL” is read as the disease. /cite all lists every source.'],
    ]);
  });
});

describe('a file', () => {
  it.each([
    ['all', 'bibtex', 'marrow-references.bib', 'application/x-bibtex'],
    ['2', 'RIS', 'kaspers-2026.ris', 'application/x-research-info-systems'],
    ['2', 'CSL JSON', 'kaspers-2026.json', 'application/vnd.citationstyles.csl+json'],
  ])('of %s in %s is %s', (names, style, name, mediaType) => {
    const answer = dispatcher.text(`/cite source: ${names} style: ${style}`);
    expect(filesOf(answer)).toMatchObject([{ name, mediaType }]);
    expect(answer.headline).toContain(name);
  });

  it('has the source of a finding that is named', () => {
    const [file] = filesOf(dispatcher.text('/cite source: kaspers-2026.fan.cr, 5 style: bibtex'));
    expect(file?.text.match(/^@\w+\{[\w-]+/gmu)).toEqual(['@article{kaspers-2026', '@misc{healthtree-2025']);
  });
});

describe('an unknown style', () => {
  it('is invalid and lists the known ones', () => {
    const answer = dispatcher.text('/cite source: 1 style: harvard');
    expect(answer.status).toBe('invalid');
    expect(answer.headline).toContain('Vancouver, AMA, APA, BibTeX, RIS and CSL-JSON');
    expect(answer.suggestions.map(({ input }) => dispatcher.text(input).status)).toEqual(Array(6).fill('answered'));
  });
});

describe('a finding to take along', () => {
  it('has our wording with its label, figures, population, place, reference and a link to the passage', () => {
    const answer = dispatcher.text('/cite jiang-2025.os.median-by-sorafenib');
    const [evidence] = evidenceOf(answer);
    expect(evidence?.statement).toMatch(/^Median OS was 18\.4 months/u);
    expect(citedIn(answer)).toEqual([
      [
        `${evidence?.statement} (${OWN_WORDING})`,
        'OS: median 18.4 months with sorafenib (95% CI 0–50.8); median 4.8 months without sorafenib (95% CI 2.0–7.6)',
        'Measured in: FLT3 wild-type AML, relapse after allo-HSCT (the patients of this study), n = 62; retrospective cohort, five centers',
        'Jiang Z, Zhou Y, Bai Y, Dai F, Fan M, Zhang T, et al. Biomark Res. 2025 Aug 20;13(1):106. doi: 10.1186/s40364-025-00816-9. https://doi.org/10.1186/s40364-025-00816-9',
        'Place: ¶21; search for: OS was 18.4',
        'At the passage: https://doi.org/10.1186/s40364-025-00816-9#:~:text=OS%20was%2018.4',
      ].join('\n'),
    ]);
  });

  it('says whose a second-hand figure is, in every style', () => {
    for (const style of ['vancouver', 'ama', 'apa']) {
      const [text] = citedIn(dispatcher.text(`/cite source: kaspers-2026.fan.cr style: ${style}`));
      expect(text, style).toMatch(/^Fan et al\. \(reference 1\), as cited in: Kaspers,? G/mu);
      expect(text, style).not.toContain('At the passage');
    }
  });

  it('carries its label or its passage for every finding, and every figure', () => {
    for (const { item } of index.corpus.findings.values()) {
      const answer = dispatcher.text(`/cite ${item.code}`);
      const [text = ''] = citedIn(answer);
      expect(text, item.id).toContain(OWN_WORDING);
      for (const { figures } of evidenceOf(answer))
        for (const figure of figures) expect(text, item.id).toContain(figure.text);
    }
  });

  it.skipIf(documentsFolder === undefined)('quotes the passage where the document is at hand', () => {
    const full = indexOf('with documents');
    const quoting = dispatcherOf(full);
    for (const { item } of full.corpus.findings.values()) {
      const answer = quoting.text(`/cite ${item.code}`);
      const [evidence] = evidenceOf(answer);
      expect(citedIn(answer)[0], item.id).toMatch(/^“/u);
      expect(citedIn(answer)[0], item.id).toContain(`“${evidence?.quote?.text}” (¶${evidence?.quote?.paragraph})`);
      expect(citedIn(answer)[0], item.id).not.toContain(OWN_WORDING);
    }
  });
});

describe('a finding that is asked for in words', () => {
  it.each([
    ['TET2 newly acquired at relapse', /TET2.*14\.0%.*Biomark Res\. 2025 Aug 20;13\(1\):106/su],
    ['2-year OS with sorafenib as APA', /47\.4%.*Biomarker Research, 13\(1\), Article 106\./su],
  ])('%s', (text, cited) => {
    const answer = dispatcher.text(`/cite ${text}`);
    expect(answer.status).toBe('answered');
    expect(citedIn(answer)).toEqual([expect.stringMatching(cited)]);
    expect(answer.notices.join()).toMatch(/^No source is called “[^“]+”: this is the finding that answers it/u);
  });

  it('is a reference in a file for a file, and one of several as elsewhere', () => {
    const answer = dispatcher.text('/cite source: 2-year OS with sorafenib style: ris');
    expect(filesOf(answer)).toMatchObject([{ name: 'jiang-2025.ris' }]);
    expect('more' in answer && answer.more.length).toBeGreaterThan(0);
  });

  it.each([
    'football',
    'Smith 2020',
    '9',
    'FLT3-ITD',
    'quizartinib, gilteritinib',
    '2-year OS with quizartinib',
    'my patient is 56, 2-year OS with sorafenib?',
    'median OS with sorafenib? CRc rate without sorafenib?',
  ])('is none for %s', (text) => {
    const answer = dispatcher.text(`/cite ${text}`);
    expect([answer.status, citedIn(answer)]).toEqual(['no-evidence', []]);
  });
});

describe('the place itself', () => {
  it('is encoded so that nothing of the key is read as part of the directive', () => {
    expect(textFragment('FLT3-ITD, 5 & 6 (25 of 38)')).toBe(
      '#:~:text=FLT3%2DITD%2C%205%20%26%206%20%2825%20of%2038%29',
    );
    expect(decodeURIComponent(textFragment("it's 50% ~ x!*").slice('#:~:text='.length))).toBe("it's 50% ~ x!*");
  });

  it('is linked only where an open address is certain', () => {
    const [jiang, ...others] = index.corpus.sources;
    expect(jiang && openAt(jiang, '25 of 38')).toBe('https://doi.org/10.1186/s40364-025-00816-9#:~:text=25%20of%2038');
    expect(others.map((source) => openAt(source, 'x'))).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('autocomplete', () => {
  const values = (text: string) => suggest('source', text, index).map(({ value }) => value);

  it('offers every source and all of them', () => {
    expect(values('').toSorted()).toEqual([
      'all',
      'buchrits-2023',
      'healthtree-2025',
      'jiang-2025',
      'kaspers-2026',
      'wei-2026',
    ]);
  });

  it('goes on behind a comma, without what is there already', () => {
    expect(values('jiang-2025, kas')).toEqual(['jiang-2025, kaspers-2026']);
    expect(values('jiang-2025, ')).not.toContain('jiang-2025, jiang-2025');
  });

  it('offers every style', () => {
    const styles = (text: string) => suggest('style', text, index).map(({ value }) => value);
    expect(styles('')).toEqual(['vancouver', 'ama', 'apa', 'bibtex', 'ris', 'csl-json']);
    expect([styles('bib'), styles('CSL'), styles('zzz').length]).toEqual([['bibtex'], ['csl-json'], 6]);
  });
});
