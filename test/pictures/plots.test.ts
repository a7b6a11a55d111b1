import { describe, expect, it } from 'vitest';
import { evidenceOf, type Plot, type PlotRow, plotsIn } from '../../commands/answer.js';
import { MOST_PLOTTED, plotFigure, plotsOf, plottableOf, toDraw } from '../../commands/plots.js';
import { numbersOf } from '../../index/evidence/statistics.js';
import { wilson } from '../../index/evidence/wilson.js';
import { dispatcherOf, indexOf } from '../program.js';

const index = indexOf('without documents');
const dispatcher = dispatcherOf(index);

const plots = (asked: string) => plotsIn(dispatcher.text(asked));
const rowsOf = ({ panels }: Plot): readonly PlotRow[] => panels.flatMap(({ rows }) => rows);

/** Label and figure of each row, panel by panel. */
const table = ({ panels, unit }: Plot) =>
  panels.map(({ title, rows }) => [title, rows.map((row) => `${row.label}: ${plotFigure(row, unit)}`)]);

const measures = [...index.vocabulary.concepts.values()].filter(({ kind }) => kind === 'measure');
const all = measures.map(({ id, label }) => [label, plots(`/plot measure: ${id}`)] as const);

describe('a plot', () => {
  it('of a measure with two arms', () => {
    expect(plots('/plot CRc').map(table)).toEqual([
      [
        [
          'CRc',
          [
            'all patients: 51.6% (39.5–63.6)',
            'with sorafenib: 65.8% (49.9–78.8)',
            'without sorafenib: 29.2% (14.9–49.2)',
          ],
        ],
      ],
    ]);
  });

  it('tells adjusted and unadjusted hazard ratios apart in words, and a factor from a comparison of arms', () => {
    const [ratios] = plots('/plot OS');
    expect(ratios && table(ratios)).toEqual([
      [
        'HR for OS: with sorafenib vs without sorafenib',
        ['unadjusted: 0.484 (0.265–0.885)', 'adjusted: 0.395 (0.209–0.746)'],
      ],
      ['HR for OS: CRc at transplant', ['adjusted: 0.493 (0.244–0.994)']],
    ]);
    expect(ratios?.panels.map(({ favors }) => favors)).toEqual([
      { below: 'sorafenib', above: 'no sorafenib' },
      undefined,
    ]);
    expect(ratios?.notes[0]).toContain('Not pooled');
  });

  it('marks a group of fewer than ten, and says that groups share patients', () => {
    const [, rates] = plots('/plot OS');
    const small = rates && rowsOf(rates).filter(({ few }) => few);
    expect(small?.map(({ label, estimate }) => [label, estimate])).toEqual([['sorafenib + chemotherapy', '20.0']]);
    expect(small?.[0]?.notes).toContain('fewer than ten patients');
    expect(rates?.notes).toEqual(expect.arrayContaining(['Groups in one panel can share patients.']));
    // The group without DLI is one of "the other three", whose size is not reported.
    const [regimens] = plots('/plot measure: EFS regimen: sorafenib with chemotherapy and DLI');
    expect(regimens && rowsOf(regimens).map(({ label }) => label)).toEqual([
      'sorafenib + chemotherapy + DLI',
      'the other three regimens together',
      'sorafenib + chemotherapy',
    ]);
    expect(regimens?.notes).toContain('Groups in one panel can share patients.');
    const [arms] = plots('/plot measure: re-relapse');
    expect(arms?.notes).not.toContain('Groups in one panel can share patients.');
  });

  it('is named after the measures that it draws, page by page, and has their references', () => {
    const titles = plots('/plot response').map(({ title, references }) => [
      title,
      references.map((each) => each.slice(0, 15)),
    ]);
    expect(titles).toEqual([
      ['CRc and CR with or without count recovery: rates (1 of 2)', ['[1] Jiang Z, Zh', '[2] Kaspers GJL']],
      ['CR (complete remission): rates (2 of 2)', ['[2] Kaspers GJL']],
    ]);
  });

  it('says every figure within what a chat takes for one', () => {
    for (const [, pictures] of all)
      for (const { alt, title } of pictures) {
        const said = alt.join(' ');
        expect([title, said.length <= 1_024]).toEqual([title, true]);
      }
  });

  it('keeps time points, populations, sources and what they quote in panels of their own', () => {
    const rates = plots('/plot OS').filter(({ kind }) => kind === 'percent');
    const alone = rates.flatMap(({ panels }) => panels.slice(0)).filter(({ rows }) => rows.length === 1);
    expect(alone.map(({ title, rows }) => [title, rows[0].estimate])).toEqual([
      ['2-year OS', '20'],
      ['2-year OS', '26'],
      ['3-year OS', '61'],
      ['4-year OS', '40'],
    ]);
    expect(alone[2]?.context.join(' ')).toContain('Kaspers 2026, quoting Fan et al.');
  });

  it('computes an interval for n of N only, and says so', () => {
    const [mutations] = plots('/plot new mutations');
    const [overall, ...kinds] = mutations ? rowsOf(mutations) : [];
    // 30 of 43: (0.6977 + 3.8415/86 ± 1.96 √(0.6977 · 0.3023/43 + 3.8415/(4 · 43²))) / (1 + 3.8415/43)
    expect(overall?.interval).toEqual({ low: '54.9', high: '81.4', origin: 'derived' });
    expect(overall?.notes).toContain('interval computed');
    expect(mutations?.notes.join(' ')).toContain('Wilson');
    expect(kinds.map(({ interval }) => interval)).toEqual(kinds.map(() => undefined));
    expect(kinds[0]?.notes).toContain('no interval reported');
  });

  it('of medians has what the source reports, a limit of 0 too', () => {
    const medians = plots('/plot measure: OS regimen: sorafenib').find(({ kind }) => kind === 'median');
    expect(medians && table(medians)).toEqual([
      ['median OS', ['with sorafenib: 18.4 (0–50.8)', 'without sorafenib: 4.8 (2.0–7.6)']],
    ]);
    expect(medians?.unit).toBe('months');
  });

  it("draws what Wilson's interval is like where the source reports its own", () => {
    // The cohort prints its intervals; that ours agree shows that both are the same kind.
    expect([wilson(25, 38), wilson(7, 24)]).toEqual([
      { low: '49.9', high: '78.8' },
      { low: '14.9', high: '49.2' },
    ]);
  });
});

describe('every picture of every measure', () => {
  it('there is one for the measures with two figures that compare', () => {
    const drawn = all.filter(([, pictures]) => pictures.length > 0).map(([label]) => label);
    expect(drawn).toEqual([
      'survival',
      'OS',
      'EFS',
      'response',
      'remission',
      'CRc',
      're-relapse',
      'new mutations at relapse',
    ]);
  });

  it.each(all.filter(([, pictures]) => pictures.length > 0))(
    'of %s has only figures of its findings',
    (_, pictures) => {
      for (const row of pictures.flatMap(rowsOf)) {
        const finding = index.corpus.findings.get(row.id);
        const { interval, n, of } = row;
        const printed = [
          row.estimate,
          ...(interval?.origin === 'printed' ? [interval.low, interval.high] : []),
          ...(n ? [n] : []),
          ...(of ? [of] : []),
        ];
        const holder = finding?.item.statistics.find((each) =>
          printed.every((number) => numbersOf(each).includes(number)),
        );
        expect([row.id, printed, holder !== undefined]).toEqual([row.id, printed, true]);
        expect(row.citation).toBe(finding?.source.number);
        if (interval?.origin === 'derived') expect(interval).toMatchObject(wilson(Number(n), Number(of)));
        if (row.adjusted !== undefined) expect(row.label).toBe(row.adjusted ? 'adjusted' : 'unadjusted');
      }
    },
  );

  it.each(all.filter(([, pictures]) => pictures.length > 0))(
    'of %s has an alt text with every figure',
    (_, pictures) => {
      for (const picture of pictures) {
        const text = picture.alt.join(' ');
        expect(picture.alt).toHaveLength(1 + rowsOf(picture).length);
        for (const { estimate, interval, citation } of rowsOf(picture)) {
          for (const each of [estimate, interval?.low, interval?.high, `[${citation}]`])
            expect(text).toContain(each ?? '');
        }
      }
    },
  );

  it('holds in one panel only one population, time point, definition, design and source', () => {
    for (const [, pictures] of all) {
      for (const { rows } of pictures.flatMap(({ panels }) => panels)) {
        const settings = rows.map(({ id }) => {
          const finding = index.corpus.findings.get(id);
          const { population, outcome, design, attribution } = finding?.item ?? {};
          const definition = outcome?.criteria?.split(';')[0];
          return JSON.stringify([
            finding?.source.id,
            population,
            outcome?.measure,
            outcome?.time,
            definition,
            design,
            attribution,
          ]);
        });
        expect(new Set(settings).size).toBe(1);
      }
    }
  });
});

describe('what is not plottable', () => {
  it('is answered in words, with the reason', () => {
    const answer = dispatcher.text('/plot acute GVHD');
    expect(answer.status).toBe('answered');
    expect(answer.headline).toMatch(
      /^Not plottable: no two of the 2 figures compare; they differ in definition \(from the transplant \/ from the start of salvage therapy\)\. .*30\.6%/u,
    );
    expect(dispatcher.text('/plot follow-up').headline).toMatch(/^Not plottable: only one figure is reported/u);
    expect(dispatcher.text('/plot chimerism').headline).toMatch(/^Not plottable: no rate, hazard ratio or median/u);
  });

  it.each(['CRi', 'GRFS', 'measure: OS population: FLT3-ITD', 'measure: OS regimen: quizartinib', 'football'])(
    'is refused like an outcome: %s',
    (typed) => {
      const [drawn, told] = [dispatcher.text(`/plot ${typed}`), dispatcher.text(`/outcome ${typed}`)];
      expect([drawn.status, drawn.headline]).toEqual([told.status, told.headline]);
      expect(drawn.status).toBe('no-evidence');
    },
  );

  it('has the status of the outcome, whatever is drawn', () => {
    for (const { id } of measures) {
      expect([id, dispatcher.text(`/plot ${id}`).status]).toEqual([id, dispatcher.text(`/outcome ${id}`).status]);
    }
  });
});

describe('the way to a picture', () => {
  it('is offered where two figures compare, and leads to the same pictures', () => {
    const plottable = (asked: string) => {
      const answer = dispatcher.text(asked);
      return 'plottable' in answer ? answer.plottable : undefined;
    };
    const codes = plottable('/outcome CRc');
    expect(codes).toHaveLength(2);
    const drawn = dispatcher.answer({ command: 'plot-findings', values: { codes: codes?.join(',') ?? '' } });
    expect(plotsIn(drawn)).toEqual(plots('/plot CRc'));
    expect(
      evidenceOf(drawn)
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(codes?.toSorted());
    expect(plottable('/compare a: sorafenib b: no sorafenib')?.length).toBeGreaterThan(2);
    expect(plottable('/regimen sorafenib with chemotherapy and DLI')?.length).toBeGreaterThan(1);
    expect(plottable('/regimen DP-IAG')).toBeUndefined();
    expect(plottable('/outcome acute GVHD')).toBeUndefined();
  });

  it('does not depend on the order of the codes', () => {
    const findings = [...index.corpus.findings.values()].filter(({ item }) => item.outcome?.measure === 'os');
    expect(plotsOf(findings.toReversed(), index.vocabulary)).toEqual(plotsOf(findings, index.vocabulary));
  });

  it('carries no more findings than a button can, those that compare first', () => {
    const everything = [...index.corpus.findings.values()];
    const drawn = toDraw(everything, index.vocabulary);
    expect(drawn).toHaveLength(MOST_PLOTTED);
    expect(plottableOf(everything, index.vocabulary).plottable).toHaveLength(MOST_PLOTTED);
    expect(drawn.map(({ source }) => source.id)).not.toContain('kaspers-2026');
  });

  it('that leads nowhere says so', () => {
    const answer = dispatcher.answer({ command: 'plot-findings', values: { codes: 'zzzzz' } });
    expect([answer.status, answer.headline]).toEqual(['invalid', expect.stringContaining('Not plottable')]);
  });
});
