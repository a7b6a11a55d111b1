import type { Finding } from '../index/evidence/corpus.js';
import type { EvidenceIndex, SearchResult } from '../index/search.js';
import type { Answer, Block, Plot, PlotKind } from './answer.js';
import { defineCommand } from './command.js';
import { citationsFor, evidenceFor } from './evidence.js';
import { askedOutcome, measuring, OUTCOME_OPTIONS } from './outcome.js';
import { enumerate, phraseOf } from './phrase.js';
import { MOST_PLOTTED, plotsOf, toDraw, whyNotPlottable } from './plots.js';
import { correctionOf, invalid, respond } from './respond.js';

/** The figures of one measure as a picture: hazard ratios, rates and medians with their intervals. */
export const plot = defineCommand({
  name: 'plot',
  description: 'A picture of one outcome measure: hazard ratios, rates, medians with their intervals; never pooled',
  kind: 'slash',
  options: OUTCOME_OPTIONS,
  examples: ['/plot OS', '/plot measure: 2-year EFS regimen: sorafenib', '/plot CRc population: FLT3 wild-type'],
  run: (values, { index }) => {
    const asked = askedOutcome('plot', values, index);
    return 'status' in asked ? asked : picture(asked, index);
  },
});

/** The figures of findings as a picture: what stands behind the Plot button. */
export const plotFindings = defineCommand({
  name: 'plot-findings',
  description: 'Findings as a picture, by their codes',
  kind: 'internal',
  options: { codes: { description: 'Codes, separated by commas', kind: 'code', required: true, maxLength: 100 } },
  examples: [],
  run: ({ codes }, { index }) => {
    const findings = codes
      .split(',')
      .flatMap((code) => index.corpus.byCode.get(code.trim().toLowerCase()) ?? [])
      .slice(0, MOST_PLOTTED);
    const plots = plotsOf(findings, index.vocabulary);
    if (plots.length === 0)
      return invalid(
        'plot-findings',
        `Not plottable: ${whyNotPlottable(findings, index.vocabulary)}. This button may be out of date; please ask again.`,
      );
    const blocks = blocksOf(plots, findings, index);
    return {
      command: 'plot-findings',
      status: 'answered',
      headline: headlineOf(plots),
      blocks,
      more: [],
      notices: [],
      related: [],
      citations: citationsFor(
        blocks.flatMap((block) => block.evidence),
        index,
      ),
      suggestions: [],
    };
  },
});

/** The answer of `/outcome`, drawn: what it does not find is refused alike, and what cannot be drawn is said in words. */
function picture(result: SearchResult, index: EvidenceIndex): Answer {
  const answer = respond('plot', result, index);
  if (answer.status !== 'answered' && answer.status !== 'partial') return answer;
  const findings = measuring(result, index);
  const shown = toDraw(findings, index.vocabulary);
  const plots = plotsOf(shown, index.vocabulary);
  if (plots.length === 0)
    return { ...answer, headline: `Not plottable: ${whyNotPlottable(shown, index.vocabulary)}. ${answer.headline}` };
  const blocks = blocksOf(plots, shown, index);
  const evidence = blocks.flatMap((block) => block.evidence);
  const ids = new Set(evidence.map(({ id }) => id));
  const left = findings.filter(({ item }) => !ids.has(item.id));
  const asked = result.parts.filter(({ matches }) => matches.length > 0).map(({ question }) => phraseOf(question));
  const undrawn = left.filter((finding) => toDraw([finding], index.vocabulary).length > 0).length;
  return {
    ...answer,
    headline: `${correctionOf(result.question)}${enumerate(asked)}: ${headlineOf(plots)}`,
    blocks,
    notices: [
      ...answer.notices,
      ...(undrawn > 0
        ? [
            `Not drawn, for room or because nothing of their kind compares: figures of ${undrawn} more ${undrawn === 1 ? 'finding' : 'findings'}.`,
          ]
        : []),
    ],
    citations: citationsFor([...evidence, ...answer.related], index),
    more: left.map(({ item }) => item.code),
  };
}

type PlotBlock = Extract<Block, { type: 'plot' }>;

/** A block a picture, with the findings that it draws. */
function blocksOf(
  plots: readonly Plot[],
  findings: readonly Finding[],
  index: EvidenceIndex,
): readonly [PlotBlock, ...PlotBlock[]] {
  const [first, ...others] = plots.map((plot): PlotBlock => {
    const drawn = [...new Set(plot.panels.flatMap((panel) => panel.rows.map((row) => row.id)))];
    const evidence = drawn.flatMap((id) => {
      const finding = findings.find(({ item }) => item.id === id);
      return finding ? evidenceFor(finding, index) : [];
    });
    return { type: 'plot', plot, evidence };
  });
  if (!first) throw new Error('a picture without a plot');
  return [first, ...others];
}

const COUNTED: Readonly<Record<PlotKind, readonly [one: string, many: string]>> = {
  'hazard-ratio': ['hazard ratio', 'hazard ratios'],
  percent: ['rate', 'rates'],
  median: ['median', 'medians'],
};

/** What is drawn: "2 hazard ratios and 6 rates, as reported; not pooled." */
function headlineOf(plots: readonly Plot[]): string {
  const counts = [...new Set(plots.map(({ kind }) => kind))].map((kind) => {
    const panels = plots.flatMap((plot) => (plot.kind === kind ? plot.panels : []));
    const count = panels.reduce((sum, panel) => sum + panel.rows.length, 0);
    return `${count} ${COUNTED[kind][count === 1 ? 0 : 1]}`;
  });
  return `${enumerate(counts)}, as reported; nothing is pooled or ranked.`;
}
