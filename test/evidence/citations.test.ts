import { describe, expect, it } from 'vitest';
import { notesOf } from '../../index/evidence/citations/notes.js';
import { formatOfFile, STYLES, styleNamed } from '../../index/evidence/citations/styles.js';
import type { Source } from '../../index/evidence/schema.js';
import { loadCorpus } from '../../index/evidence/seeds.js';
import { readBack } from './read-back.js';

const { sources } = loadCorpus(new URL('../../seeds', import.meta.url).pathname);
const held = (id: string): Source => {
  const source = sources.find((each) => each.id === id);
  if (source === undefined) throw new Error(`no source ${id}`);
  return source;
};
const inStyle = (style: string, source: Source): string => {
  const found = styleNamed(style);
  if (found?.kind !== 'references') throw new Error(`${style} is no style of references`);
  return found.cite(source);
};
const inFormat = (format: string, ...all: readonly Source[]): string => {
  const found = styleNamed(format);
  if (found?.kind !== 'exchange') throw new Error(`${format} is no exchange format`);
  return found.write(all);
};

/** Written by hand from the source documents, and, where these are silent, from what the curator added. */
const REFERENCES: Readonly<Record<string, Readonly<Record<'vancouver' | 'ama' | 'apa', string>>>> = {
  'jiang-2025': {
    vancouver:
      'Jiang Z, Zhou Y, Bai Y, Dai F, Fan M, Zhang T, et al. Biomark Res. 2025 Aug 20;13(1):106. doi: 10.1186/s40364-025-00816-9.',
    ama: 'Jiang Z, Zhou Y, Bai Y, et al. Biomark Res. 2025;13(1):106. doi:10.1186/s40364-025-00816-9',
    apa: 'Jiang, Z., Zhou, Y., Bai, Y., Dai, F., Fan, M., Zhang, T., Nie, D., Zeng, Y., Jiang, Y., Zhu, P., Fan, Z., Xu, N., Huang, F., Lin, R., Dai, M., Xu, X., Li, Z., Jin, H., Sun, J., . . . Xuan, L. (2025). Biomarker Research, 13(1), Article 106. https://doi.org/10.1186/s40364-025-00816-9',
  },
  'kaspers-2026': {
    vancouver:
      'Kaspers GJL. Prime salvage treatment for pediatric acute myeloid leukemia. Haematologica. 2026 Jun 18. doi: 10.3324/haematol.2026.300975. Epub ahead of print.',
    ama: 'Kaspers GJL. Prime salvage treatment for pediatric acute myeloid leukemia. Haematologica. Published online June 18, 2026. doi:10.3324/haematol.2026.300975',
    apa: 'Kaspers, G. J. L. (2026). Prime salvage treatment for pediatric acute myeloid leukemia. Haematologica. Advance online publication. https://doi.org/10.3324/haematol.2026.300975',
  },
  'buchrits-2023': {
    vancouver:
      'Buchrits S, Wolach O. Non-immunotherapy approaches for relapsed or refractory AML: an update for 2024. Acta Haematol. 2023 Oct 31;(2):160-75. doi: 10.1159/000534897.',
    ama: 'Buchrits S, Wolach O. Non-immunotherapy approaches for relapsed or refractory AML: an update for 2024. Acta Haematol. 2023;(2):160-175. doi:10.1159/000534897',
    apa: 'Buchrits, S., & Wolach, O. (2023). Non-immunotherapy approaches for relapsed or refractory AML: An update for 2024. Acta Haematologica, (2), 160–175. https://doi.org/10.1159/000534897',
  },
  'wei-2026': {
    vancouver:
      'Wei H, interviewee. [Interview, 6th China Hematology Discipline Development Conference (CASH), Tianjin, January 9–11, 2026]. Oncology Frontier – Hematology Frontier [Internet]. [date unknown].',
    ama: 'Wei H. [Interview, 6th China Hematology Discipline Development Conference (CASH), Tianjin, January 9–11, 2026]. Oncology Frontier – Hematology Frontier.',
    apa: 'Wei, H. (n.d.). [Interview, 6th China Hematology Discipline Development Conference (CASH), Tianjin, January 9–11, 2026]. Oncology Frontier – Hematology Frontier.',
  },
  'healthtree-2025': {
    vancouver:
      'Howell B. In case you missed it: recent acute lymphoblastic leukemia news. HealthTree Foundation [Internet]. 2025 Sep 25.',
    ama: 'Howell B. In case you missed it: recent acute lymphoblastic leukemia news. HealthTree Foundation. Published September 25, 2025.',
    apa: 'Howell, B. (2025, September 25). In case you missed it: Recent acute lymphoblastic leukemia news. HealthTree Foundation.',
  },
};

describe.each(Object.entries(REFERENCES))('%s', (id, styles) => {
  it.each(Object.entries(styles))('in %s', (style, reference) => {
    expect(inStyle(style, held(id))).toBe(reference);
  });
});

it('every source has its references here', () => {
  expect(Object.keys(REFERENCES).toSorted()).toEqual(sources.map(({ id }) => id).toSorted());
});

const JIANG_AUTHORS = [
  ...['Jiang, Zhonghui', 'Zhou, Ya', 'Bai, Yuxin', 'Dai, Fang', 'Fan, Menglin', 'Zhang, Tian', 'Nie, Danian'],
  ...['Zeng, Yunxin', 'Jiang, Yirong', 'Zhu, Ping', 'Fan, Zhiping', 'Xu, Na', 'Huang, Fen', 'Lin, Ren', 'Dai, Min'],
  ...['Xu, Xiaojun', 'Li, Zhangkun', 'Jin, Hua', 'Sun, Jing', 'Liu, Qifa', 'Xuan, Li'],
];

/** What each file has to say of each source, whatever its format. */
const RECORDS = [
  {
    id: 'jiang-2025',
    authors: JIANG_AUTHORS,
    title: undefined,
    container: 'Biomarker Research',
    date: [2025, 8, 20],
    volume: '13',
    issue: '1',
    page: '106',
    doi: '10.1186/s40364-025-00816-9',
  },
  {
    id: 'kaspers-2026',
    authors: ['Kaspers, Gertjan J.L.'],
    title: 'Prime salvage treatment for pediatric acute myeloid leukemia',
    container: 'Haematologica',
    date: [2026, 6, 18],
    volume: undefined,
    issue: undefined,
    page: undefined,
    doi: '10.3324/haematol.2026.300975',
  },
  {
    id: 'buchrits-2023',
    authors: ['Buchrits, Shira', 'Wolach, Ofir'],
    title: 'Non-Immunotherapy Approaches for Relapsed or Refractory AML: An Update for 2024',
    container: 'Acta Haematologica',
    date: [2023, 10, 31],
    volume: undefined,
    issue: '2',
    page: '160-175',
    doi: '10.1159/000534897',
  },
  {
    id: 'wei-2026',
    authors: ['Wei, Hui'],
    title: undefined,
    container: 'Oncology Frontier – Hematology Frontier',
    date: undefined,
    volume: undefined,
    issue: undefined,
    page: undefined,
    doi: undefined,
  },
  {
    id: 'healthtree-2025',
    authors: ['Howell, Bethany'],
    title: 'In Case You Missed It: Recent Acute Lymphoblastic Leukemia News',
    container: 'HealthTree Foundation',
    date: [2025, 9, 25],
    volume: undefined,
    issue: undefined,
    page: undefined,
    doi: undefined,
  },
];

describe.each(['bibtex', 'ris', 'csl-json'] as const)('%s', (format) => {
  const read = readBack(format, inFormat(format, ...sources));

  it.each(RECORDS.map((record, at) => [record.id, record, at] as const))(
    '%s reads back field by field',
    (_, record, at) => {
      expect(read[at]).toMatchObject(record);
      expect(
        Object.entries(record)
          .filter(([, value]) => value === undefined)
          .map(([key]) => read[at]?.[key as 'title']),
      ).toEqual(Object.values(record).filter((value) => value === undefined));
    },
  );

  it('has one record a source and says what was added, left out and only known by its abstract', () => {
    expect(read.map(({ id }) => id)).toEqual(RECORDS.map(({ id }) => id));
    expect(read[0]?.notes).toContain('left out: title');
    expect(read[0]?.notes).toContain('added from the PubMed record of the same abstract');
    expect(read[1]?.notes).toBe(format === 'csl-json' ? '' : 'Epub ahead of print');
    expect(read[2]?.notes).toContain('known here by its abstract only');
    expect(read[3]?.notes).toContain('by-line, title, date and address');
  });
});

describe('the kind of each source', () => {
  it('is that of an article, an interview or a page', () => {
    const types = (format: 'bibtex' | 'ris' | 'csl-json') =>
      readBack(format, inFormat(format, ...sources)).map(({ type }) => type);
    const articles = ['article-journal', 'article-journal', 'article-journal'];
    expect(types('csl-json')).toEqual([...articles, 'interview', 'webpage']);
    expect(types('ris')).toEqual([...articles, 'webpage', 'webpage']);
    expect(types('bibtex').slice(0, 3)).toEqual(articles);
    expect(inFormat('bibtex', held('wei-2026'))).toMatch(/^@misc\{wei-2026,/u);
  });

  it('ahead of print is said in each', () => {
    const kaspers = held('kaspers-2026');
    expect(JSON.parse(inFormat('csl-json', kaspers))[0].status).toBe('advance online publication');
    expect(inFormat('ris', kaspers)).toContain('\r\nN1  - Epub ahead of print\r\n');
    expect(inFormat('bibtex', kaspers)).toContain('\n  note = {Epub ahead of print},\n');
  });
});

/** A source with everything that is hard to write. */
const hard: Source = {
  ...held('buchrits-2023'),
  id: 'berg-2021',
  access: { held: 'full text', absent: [] },
  citation: {
    authors: [
      { family: 'van der Berg', given: 'Jean-Pierre' },
      { family: 'O’Neil', given: 'JL', suffix: 'Jr.' },
      { family: 'Sørensen-Núñez', given: 'Ørjan Å.' },
      { organization: 'Nordic Society for Leukemia and Lymphoma' },
    ],
    title:
      'Effects of 50% {Dose} & FLT3-ITD_Status in Patients ≥60 Years With Philadelphia-Positive ALL: A TNF-α $tudy #1',
    container: 'Blood & Marrow',
    abbreviation: 'Blood Marrow',
    issued: '2021-03',
    volume: '5',
    issue: '2–3',
    pages: 'S1023–S1031',
    doi: '10.1000/a_b<c>(1)',
    aheadOfPrint: false,
    proper: ['Philadelphia'],
    added: [],
  },
};

describe('what is hard to write', () => {
  it('is written as each style has it', () => {
    expect(inStyle('vancouver', hard)).toBe(
      'van der Berg JP, O’Neil JL Jr, Sørensen-Núñez ØÅ, Nordic Society for Leukemia and Lymphoma. Effects of 50% {dose} & FLT3-ITD_Status in patients ≥60 years with Philadelphia-positive ALL: a TNF-α $tudy #1. Blood Marrow. 2021 Mar;5(2–3):S1023-S1031. doi: 10.1000/a_b<c>(1).',
    );
    expect(inStyle('ama', hard)).toContain('Blood Marrow. 2021;5(2–3):S1023–S1031. doi:10.1000/a_b<c>(1)');
    expect(inStyle('apa', hard)).toBe(
      'van der Berg, J.-P., O’Neil, J. L., Jr., Sørensen-Núñez, Ø. Å., & Nordic Society for Leukemia and Lymphoma. (2021). Effects of 50% {dose} & FLT3-ITD_Status in patients ≥60 years with Philadelphia-positive ALL: A TNF-α $tudy #1. Blood & Marrow, 5(2–3), S1023–S1031. https://doi.org/10.1000/a_b<c>(1)',
    );
  });

  it('escapes what TeX would act on, and protects capitals', () => {
    const text = inFormat('bibtex', hard);
    expect(text).toContain(
      'author = {van der Berg, Jean-Pierre and O’Neil, Jr., JL and Sørensen-Núñez, Ørjan Å. and {Nordic Society for Leukemia and Lymphoma}},',
    );
    expect(text).toContain(
      'title = {Effects of 50\\% \\{Dose\\} \\& {FLT3-ITD}\\_Status in Patients ≥60 Years With {Philadelphia}-Positive {ALL}: A {TNF-$\\alpha$} \\$tudy \\#1},',
    );
    expect(text).toContain('journal = {Blood \\& Marrow},');
    expect(text).toContain('number = {2--3},');
    expect(text).toContain('pages = {S1023--S1031},');
    expect(text).toContain('doi = {10.1000/a_b<c>(1)},');
    expect(text).toContain('month = mar,');
    expect(text).not.toContain('day =');
  });

  it.each(['bibtex', 'ris', 'csl-json'] as const)('reads back from %s', (format) => {
    const [read] = readBack(format, inFormat(format, hard));
    expect(read?.authors.map((name) => name.replace('Jr., JL', 'JL, Jr.'))).toEqual([
      'van der Berg, Jean-Pierre',
      'O’Neil, JL, Jr.',
      'Sørensen-Núñez, Ørjan Å.',
      'Nordic Society for Leukemia and Lymphoma',
    ]);
    expect(read?.title?.replace(/<\/?span[^>]*>/gu, '')).toBe(hard.citation.title);
    expect(read).toMatchObject({
      container: 'Blood & Marrow',
      date: [2021, 3],
      volume: '5',
      doi: '10.1000/a_b<c>(1)',
    });
    expect(read?.page?.replace('–', '-')).toBe('S1023-S1031');
  });

  it('ends each line of RIS as the format has it, and keeps a value on its line', () => {
    const text = inFormat('ris', { ...hard, citation: { ...hard.citation, title: 'One\nER  - two' } }, hard);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => line !== '' && !/^[A-Z][A-Z0-9] {2}- /u.test(line))).toEqual([]);
    expect(lines.filter((line) => line === 'ER  - ')).toHaveLength(2);
    expect(text).toContain('TI  - One ER - two\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(text).toContain('DA  - 2021/03//\r\n');
  });
});

describe('titles', () => {
  const titled = (title: string, proper: readonly string[] = []) =>
    inStyle('apa', { ...hard, citation: { ...hard.citation, title, proper: [...proper], authors: [] } }).split(
      '. (2021)',
    )[0];

  it.each([
    [
      'Prime salvage treatment in China for Philadelphia-positive leukemia',
      'Prime salvage treatment in China for Philadelphia-positive leukemia',
    ],
    ['What Is the Best Dose? Results From a Long Study', 'What is the best dose? Results from a long study'],
    ['Venetoclax With High-Dose Cytarabine', 'Venetoclax with high-dose cytarabine'],
    ['The mRNA of IDH1/2', 'The mRNA of IDH1/2'],
  ])('%s', (title, expected) => {
    expect(titled(title)).toBe(expected);
  });

  it('keep the capitals of names that the curator lists', () => {
    expect(titled('Outcomes After Burkitt Leukemia in New York City', ['Burkitt', 'New York City'])).toBe(
      'Outcomes after Burkitt leukemia in New York City',
    );
    expect(titled('Quizartinib Plus Chemotherapy (QuANTUM-First): A Randomized Trial', ['QuANTUM-First'])).toBe(
      'Quizartinib plus chemotherapy (QuANTUM-First): A randomized trial',
    );
  });
});

describe('authors', () => {
  const by = (count: number) => ({
    ...hard,
    citation: {
      ...hard.citation,
      authors: Array.from({ length: count }, (_, at) => ({ family: `F${at + 1}`, given: 'Ada' })),
    },
  });

  it('six are listed by NLM and AMA, of seven the first six or three', () => {
    expect(inStyle('vancouver', by(6))).toMatch(/^F1 A, F2 A, F3 A, F4 A, F5 A, F6 A\. /u);
    expect(inStyle('vancouver', by(7))).toMatch(/^F1 A, F2 A, F3 A, F4 A, F5 A, F6 A, et al\. /u);
    expect(inStyle('ama', by(6))).toMatch(/^F1 A, F2 A, F3 A, F4 A, F5 A, F6 A\. /u);
    expect(inStyle('ama', by(7))).toMatch(/^F1 A, F2 A, F3 A, et al\. /u);
  });

  it('twenty are listed by APA, of twenty-one the first nineteen and the last', () => {
    expect(inStyle('apa', by(1))).toMatch(/^F1, A\. \(2021\)/u);
    expect(inStyle('apa', by(2))).toMatch(/^F1, A\., & F2, A\. \(2021\)/u);
    expect(inStyle('apa', by(20))).toContain('F18, A., F19, A., & F20, A. (2021)');
    expect(inStyle('apa', by(21))).toContain('F18, A., F19, A., . . . F21, A. (2021)');
  });

  it('without any, the title comes first', () => {
    expect(inStyle('apa', by(0))).toMatch(/^Effects of .*#1\. \(2021\)\. Blood & Marrow/u);
    expect(inStyle('vancouver', by(0))).toMatch(/^Effects of/u);
    expect(readBack('ris', inFormat('ris', by(0)))[0]?.authors).toEqual([]);
  });

  it('of an interview with a by-line are who asked; who was asked is said', () => {
    const wei = held('wei-2026');
    const signed = {
      ...wei,
      citation: { ...wei.citation, authors: [{ family: 'Doe', given: 'Ann' }], event: undefined },
    };
    expect(inStyle('vancouver', signed)).toMatch(/^Doe A\. \[Interview with Hui Wei\]\. /u);
    const [item] = JSON.parse(inFormat('csl-json', signed));
    expect(item).toMatchObject({ author: [{ family: 'Wei' }], interviewer: [{ family: 'Doe' }] });
  });
});

describe('what is not known', () => {
  const { doi: _doi, volume: _volume, issued: _issued, ...rest } = hard.citation;
  const bare = { ...hard, citation: { ...rest, pages: undefined, issue: undefined } };

  it('is left out, but for the date where the style names its absence', () => {
    expect(inStyle('vancouver', bare)).toMatch(/#1\. Blood Marrow\. \[date unknown\]\.$/u);
    expect(inStyle('ama', bare)).toMatch(/#1\. Blood Marrow\.$/u);
    expect(inStyle('apa', bare)).toMatch(/Lymphoma\. \(n\.d\.\)\. .*#1\. Blood & Marrow\.$/u);
    for (const format of ['bibtex', 'ris', 'csl-json'])
      expect(inFormat(format, bare)).not.toMatch(/undefined|null|NaN/u);
  });

  it('is named to whoever takes the reference along', () => {
    expect(notesOf(bare)).toEqual(['not stated in the text held and left out: date, volume, pages and DOI']);
    expect(notesOf(held('kaspers-2026'))).toEqual([]);
  });
});

describe('styles', () => {
  it('are found by any way of writing them', () => {
    for (const { id, name, aliases } of STYLES)
      for (const typed of [id, name, name.toUpperCase(), ...aliases, `${name} style`])
        expect(styleNamed(typed)?.id).toBe(id);
    for (const typed of ['', 'chicago', 'vancouve', '__proto__', 'toString']) expect(styleNamed(typed)).toBeUndefined();
  });

  it('that are files are known by their ending', () => {
    expect(['a.bib', 'A.RIS', 'x/y.json', 'b.txt', 'bib', '.bib'].map((name) => formatOfFile(name)?.id)).toEqual([
      'bibtex',
      'ris',
      'csl-json',
      undefined,
      undefined,
      'bibtex',
    ]);
  });
});
