import type { Finding } from '../index/evidence/corpus.js';
import type { Vocabulary } from '../index/question/vocabulary.js';
import type { Plot, PlotKind, PlotPanel, PlotRow } from './answer.js';
import { COMPUTED, type Drawable, drawablesOf, FEWER, type Setting, WHOLE } from './drawable.js';
import { measureOf } from './figures.js';
import { enumerate } from './phrase.js';
import { citationOf } from './references.js';

/** Findings that one picture may draw: so many codes fit behind a button. */
export const MOST_PLOTTED = 15;

/** What a phone shows at once, in rows; the heading and the axis of a panel take as much as some rows. */
const PAGE_SIZE = 11;
const PANEL_SIZE = 2;
/** What a chat lets a picture say in words, in characters, its title left out. */
const PAGE_WORDS = 800;

const KINDS: readonly PlotKind[] = ['hazard-ratio', 'percent', 'median'];

/** Measures whose event is a harm, so that a hazard ratio below 1 is the better side. */
const HARMFUL: readonly string[] = ['survival', 'mortality', 're-relapse'];

/**
 * Pictures of findings, one for each axis: hazard ratios, shares and rates, medians. Only figures as they are reported;
 * an interval is computed only for n of N, and says so. What does not compare stands in a panel of its own, and where no
 * two figures compare there is no picture. The same findings in the same order always give the same pictures.
 */
export function plotsOf(findings: readonly Finding[], vocabulary: Vocabulary): readonly Plot[] {
  const ordered = [...findings].sort((a, b) => placeOf(a) - placeOf(b));
  const drawables = drawablesOf(ordered, vocabulary);
  return KINDS.flatMap((kind) => {
    const units = [...new Set(drawables.filter((each) => each.kind === kind).map((each) => each.unit))];
    return units.flatMap((unit) => seriesOf(kind, unit, drawables, vocabulary));
  });
}

/** Where a finding stands in the evidence: by source, then in the order of its document. */
const placeOf = ({ item, source }: Finding): number => source.number * 10_000 + source.items.indexOf(item);

/** Findings with a figure that can be drawn, at most as many as one picture takes: those that compare go first. */
export function toDraw(findings: readonly Finding[], vocabulary: Vocabulary): readonly Finding[] {
  const drawable = findings.filter((finding) => drawablesOf([finding], vocabulary).length > 0);
  if (drawable.length <= MOST_PLOTTED) return drawable;
  const comparing = new Set(
    plotsOf(drawable, vocabulary).flatMap(({ panels }) =>
      panels.flatMap(({ rows }) => (rows.length > 1 ? rows.map(({ id }) => id) : [])),
    ),
  );
  const [first, then] = [true, false].map((compares) =>
    drawable.filter(({ item }) => comparing.has(item.id) === compares),
  );
  return [...(first ?? []), ...(then ?? [])].slice(0, MOST_PLOTTED);
}

/** The codes of what a picture of these findings draws, in order; nothing where no two figures compare. */
export function plottableOf(
  findings: readonly Finding[],
  vocabulary: Vocabulary,
): { readonly plottable?: readonly string[] } {
  const drawn = toDraw(findings, vocabulary);
  return plotsOf(drawn, vocabulary).length > 0 ? { plottable: drawn.map((finding) => finding.item.code) } : {};
}

/** Differences longer than this are named without what they are. */
const LONGEST_REASON = 80;

/** Why there is no picture of findings, as the end of a sentence. */
export function whyNotPlottable(findings: readonly Finding[], vocabulary: Vocabulary): string {
  const drawables = drawablesOf(findings, vocabulary);
  if (drawables.length === 0) return 'no rate, hazard ratio or median of the measure itself is reported';
  if (drawables.length === 1) return 'only one figure is reported, and nothing to hold it against';
  const settings = drawables.map(({ setting }) => setting);
  const aspects = Object.keys(settings[0] ?? {}) as (keyof Setting)[];
  const differing = aspects.flatMap((aspect) => {
    const values = [...new Set(settings.map((each) => each[aspect]).filter((each) => each !== ''))];
    if (new Set(settings.map((each) => each[aspect])).size < 2) return [];
    const said = values.join(' / ');
    return [said.length > LONGEST_REASON || values.length < 2 ? aspect : `${aspect} (${said})`];
  });
  if (new Set(drawables.map(({ kind, unit }) => `${kind} ${unit}`)).size > 1) differing.push('kind of figure');
  return `no two of the ${drawables.length} figures compare; they differ in ${enumerate(differing)}`;
}

/** A drawn figure with its interval: "0.395 (0.209–0.746)", "65.8% (49.9–78.8)", "20%". */
export function plotFigure({ estimate, interval }: PlotRow, unit: string): string {
  const percent = unit === '%' ? '%' : '';
  return `${estimate}${percent}${interval ? ` (${interval.low}–${interval.high})` : ''}`;
}

/** The pictures on one axis: panels that compare something first, as many on each as a phone can show. */
function seriesOf(kind: PlotKind, unit: string, all: readonly Drawable[], vocabulary: Vocabulary): readonly Plot[] {
  const drawables = all.filter((each) => each.kind === kind && each.unit === unit);
  const groups = [...groupBy(drawables, ({ setting }) => keyOf(setting)).values()];
  const panels = groups.map((group) => panelOf(group, vocabulary));
  const [comparing, alone] = [true, false].map((compares) => panels.filter(({ rows }) => rows.length > 1 === compares));
  if (!comparing || comparing.length === 0) return [];
  const what = `${WHAT[kind]}${kind === 'median' ? `, ${unit}` : ''}`;
  const pages = pagesOf([...comparing, ...(alone ?? [])], { kind, unit });
  return pages.map((page, at): Plot => {
    const series = `${subjectOf(page, drawables, vocabulary)}: ${what}`;
    const title = pages.length > 1 ? `${series} (${at + 1} of ${pages.length})` : series;
    const notes = notesOf(page, pages.length > 1 || page.length > 1, drawables);
    const head = `${title}. ${notes.join(' ')}`;
    const [alt, brief] = [false, true].map((isBrief) => inWords(page, { kind, unit }, isBrief));
    return {
      kind,
      unit,
      title,
      panels: page,
      notes: [...notes, ...marksOf(page)],
      references: referencesOf(page, drawables),
      alt: [head, ...(alt ?? [])],
      brief: [head, ...(brief ?? [])],
    };
  });
}

type Panels = Plot['panels'];

/** Panels in order on as many pictures as they need. */
function pagesOf(panels: readonly PlotPanel[], axis: Axis): readonly Panels[] {
  const pages: [PlotPanel, ...PlotPanel[]][] = [];
  let left = 0;
  for (const panel of panels) {
    const size = PANEL_SIZE + panel.rows.length;
    const page = pages.at(-1);
    if (page && size <= left && inWords([...page, panel], axis).join(' ').length <= PAGE_WORDS) page.push(panel);
    else {
      pages.push([panel]);
      left = PAGE_SIZE;
    }
    left -= size;
  }
  return pages;
}

const WHAT: Readonly<Record<PlotKind, string>> = {
  'hazard-ratio': 'hazard ratios',
  percent: 'rates',
  median: 'medians',
};

/** The measures of a picture, each in full where it is the only one. */
function subjectOf(panels: Panels, drawables: readonly Drawable[], vocabulary: Vocabulary): string {
  const drawn = new Set(panels.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const found = drawables.flatMap(({ finding: { item } }) => (drawn.has(item.id) ? [item.outcome?.measure ?? ''] : []));
  const measures = [...new Set(found)];
  return enumerate(measures.map((id) => named(id, vocabulary, measures.length === 1)));
}

function named(id: string, { concepts }: Vocabulary, expanded: boolean): string {
  const concept = concepts.get(id);
  const expansion = expanded && concept?.expansion ? ` (${concept.expansion})` : '';
  return `${concept?.label ?? id}${expansion}`;
}

const keyOf = (setting: Setting): string => Object.values(setting).join('\n');

function groupBy<T>(all: readonly T[], key: (each: T) => string): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}

function panelOf(group: readonly [Drawable, ...Drawable[]], vocabulary: Vocabulary): PlotPanel {
  const [lead, ...others] = group;
  const { finding, kind, setting } = lead;
  const measure = measureOf(finding, vocabulary);
  const favors = favorsOf(lead, vocabulary);
  return {
    title:
      kind === 'hazard-ratio'
        ? `HR for ${measure}: ${setting.comparison}`
        : kind === 'median'
          ? `median ${measure}`
          : measure,
    context: [setting.definition, setting.population, setting.design, setting.source].filter((each) => each !== ''),
    interval: lead.interval,
    ...(favors ? { favors } : {}),
    rows: distinct([rowOf(lead, group), ...others.map((each) => rowOf(each, group))]),
  };
}

/** Beside figures that say what they count, one that does not is of the measure itself. */
const rowOf = ({ row, counts, setting }: Drawable, beside: readonly Drawable[]): PlotRow =>
  !counts && row.label === WHOLE && beside.some((each) => each.counts) ? { ...row, label: setting.measure } : row;

/** A figure that two findings report alike is drawn once. */
function distinct(rows: PlotPanel['rows']): PlotPanel['rows'] {
  const figureOf = (row: PlotRow) => JSON.stringify([row.label, row.estimate, row.interval, row.adjusted]);
  const [first, ...others] = rows;
  const seen = new Set([figureOf(first)]);
  return [
    first,
    ...others.filter((row) => {
      const isNew = !seen.has(figureOf(row));
      seen.add(figureOf(row));
      return isNew;
    }),
  ];
}

/** Only a ratio between two named arms, of a measure whose event is a harm, has a better side. */
function favorsOf({ finding: { item }, arms }: Drawable, vocabulary: Vocabulary): PlotPanel['favors'] {
  const broader = vocabulary.broader(item.outcome?.measure ?? '');
  if (!arms || !HARMFUL.some((id) => broader.has(id))) return undefined;
  return { below: asObject(arms.of), above: asObject(arms.versus) };
}

/** An arm as what is favored: "with sorafenib" is "sorafenib". */
const asObject = (arm: string): string => arm.replace(/^with /u, '').replace(/^without /u, 'no ');

/** How the figures are to be read. */
function notesOf(panels: Panels, isOneOfMany: boolean, drawables: readonly Drawable[]): readonly string[] {
  const ids = new Set(panels.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const drawn = drawables.filter(({ row }) => ids.has(row.id));
  return [
    'Not pooled: each row is one reported figure.',
    ...(isOneOfMany ? ['Figures of different panels do not compare.'] : []),
    ...(drawn.some(sharesPatients(drawables)) ? ['Groups in one panel can share patients.'] : []),
  ];
}

/** What the marks mean, for those who see them. */
function marksOf(panels: Panels): readonly string[] {
  const rows = panels.flatMap((panel) => panel.rows);
  return [
    ...(rows.some((row) => row.interval?.origin === 'derived')
      ? ['Dashed: 95% CI computed by Marrow (Wilson score interval), not reported by the source.']
      : []),
    ...(rows.some((row) => row.few) ? ['Hollow: fewer than ten patients.'] : []),
  ];
}

/** Whether the groups beside a figure are together more than the patients there are, or may be: the size of one is not known. */
const sharesPatients =
  (drawables: readonly Drawable[]) =>
  ({ kind, setting, finding: { item, source } }: Drawable): boolean => {
    const total = source.cohorts[item.population]?.n;
    if (kind === 'hazard-ratio' || total === undefined) return false;
    const beside = drawables.filter((each) => keyOf(each.setting) === keyOf(setting));
    const groups = new Map(beside.map((each) => [each.row.label, each.size]));
    const sizes = [...groups.values()];
    if (groups.size > 2 && sizes.some(({ exact }) => !exact)) return true;
    return sizes.reduce((sum, { exact, most }) => sum + (exact ? most : 0), 0) > total;
  };

/** The references of the rows that are drawn, by number. */
function referencesOf(panels: Panels, drawables: readonly Drawable[]): readonly string[] {
  const drawn = new Set(panels.flatMap(({ rows }) => rows.map(({ citation }) => citation)));
  const sources = new Map(drawables.map(({ finding: { source } }) => [source.number, source]));
  return [...sources.values()]
    .filter(({ number }) => drawn.has(number))
    .sort((a, b) => a.number - b.number)
    .map((source) => `[${source.number}] ${citationOf(source).text}`);
}

type Axis = Pick<Plot, 'kind' | 'unit'>;

/** Each figure in words, with its interval, its source and what sets it apart; in brief without the latter. */
function inWords(panels: Panels, { kind, unit }: Axis, isBrief = false): readonly string[] {
  const figureKind = kind === 'hazard-ratio' ? 'HR ' : kind === 'median' ? 'median ' : '';
  const unitWord = kind === 'median' ? ` ${unit}` : '';
  return panels.flatMap((panel, at) => {
    const isSame = isBrief || panels[at - 1]?.context.join() === panel.context.join();
    const heading = `${panel.title}${isSame ? '' : ` (${panel.context.join('; ')})`}`;
    return panel.rows.map((row, position) => {
      const { estimate, interval, label, notes, citation } = row;
      const whiskers = interval ? `${panel.interval} ${interval.low}–${interval.high}` : '';
      const said = isBrief ? notes.filter((note) => note === FEWER || note === COMPUTED) : notes;
      const beside = [whiskers, ...said].filter((each) => each !== '').join('; ');
      const figure = `${figureKind}${estimate}${unit === '%' ? '%' : unitWord}`;
      return `${position === 0 ? `${heading}: ` : ''}${label}: ${figure}${beside ? ` (${beside})` : ''} [${citation}].`;
    });
  });
}
