import {
  type CitedFinding,
  type Evidence,
  type Figure,
  isPassage,
  OWN_WORDING,
  type Passage,
} from '../../../commands/answer.js';
import { blockQuote, inert } from '../neutralize.js';
import { lines, type Part, small } from './part.js';

/**
 * A finding with its figures, who it was measured in, what to beware of, and its passage. Nothing is said twice: where
 * arms are compared, lines by arm replace a sentence whose figures the headline has; elsewhere the sentence has them.
 */
function findingPart(evidence: Evidence, headline: string): Part {
  const { statement } = evidence;
  const printed = evidence.figures.filter((figure) => figure.origin !== 'derived');
  const arms = new Set(printed.flatMap(({ arm }) => (arm === undefined ? [] : [arm])));
  const isByArm = arms.size > 1 && holds(headline, numbersIn(statement));
  const body = lines(
    !isByArm && !headline.includes(statement) && statementLine(evidence),
    printed.filter((figure) => isByArm || !holds(statement, figure.numbers)).map(figureLine),
    context(evidence),
    evidence.derived.map(arithmetic),
    warnings(evidence),
  );
  return withPassage(body, evidence);
}

/** Findings in order; one that comes again with another passage adds that passage only. */
export function findingParts(all: readonly Evidence[], headline: string): readonly Part[] {
  return all.map((evidence, index) => {
    const isAgain = all[index - 1]?.id === evidence.id;
    return isAgain ? withPassage('', evidence) : findingPart(evidence, headline);
  });
}

const numbersIn = (text: string): readonly string[] => text.match(/\d+(?:\.\d+)?/gu) ?? [];

function holds(text: string, numbers: readonly string[]): boolean {
  const held = new Set(numbersIn(text));
  return numbers.every((number) => held.has(number));
}

/** What is near and does not answer: shorter, its figures stand in the statement. */
export function relatedPart(entry: Evidence | Passage): Part {
  if (isPassage(entry)) {
    const place = `¶${entry.paragraph} [${entry.source.number}] · a passage without a curated finding`;
    return { forms: [lines(blockQuote(entry.text), small(place))] };
  }
  const body = lines(statementLine(entry), context(entry), warnings(entry));
  return withPassage(body, entry);
}

/** A finding to take along: its passage or the label, figures, whom they were measured in, where it stands, whose it is. */
export function citedPart({ evidence, reference }: CitedFinding): Part {
  const { code, quote, figures, derived, secondary, paragraphs, source, find } = evidence;
  const rest = lines(
    figures.filter((figure) => figure.origin !== 'derived').map(figureLine),
    derived.map(arithmetic),
    context(evidence),
    secondary !== undefined && `${inert(secondary)}, as cited in [${reference.number}] ${inert(source.label)}`,
    warnings(evidence),
  );
  const place = `[${source.number}] ¶${paragraphs.join(', ')} · find: "${inert(find)}"`;
  const own = lines(statementLine(evidence), small(ownWording(evidence)), rest);
  if (evidence.quoteStatus !== 'quoted' || quote === null) return { forms: [own], code };
  return { forms: [lines(blockQuote(quote.text), small(place), rest), own], code };
}

function withPassage(body: string, evidence: Evidence): Part {
  const { code, quote } = evidence;
  const own = lines(body, small(ownWording(evidence)));
  if (evidence.quoteStatus !== 'quoted' || quote === null) return { forms: [own], code };
  const quoted = lines(body, blockQuote(quote.text), small(`¶${quote.paragraph} [${evidence.source.number}]`));
  return { forms: [quoted, own], code };
}

/** The label of a finding without its passage, and what leads a reader of the paper to the place. */
function ownWording(evidence: Evidence): string {
  const { source, paragraphs, find, quoteStatus } = evidence;
  const place = `[${source.number}] ¶${paragraphs.join(', ')} · find: "${inert(find)}"`;
  const differs = quoteStatus === 'altered' || quoteStatus === 'not-located' ? ' · the copy at hand differs here' : '';
  return `**${OWN_WORDING}** · ${place}${differs}`;
}

function statementLine({ statement, source }: Evidence): string {
  return `${inert(statement)} [${source.number}]`;
}

function figureLine(figure: Figure): string {
  const what = inert([figure.measure, figure.arm].filter((each) => each !== undefined && each !== '').join(', '));
  const isQualified = figure.adjusted === undefined || figure.text.includes('adjusted');
  const notes = [
    figure.detail,
    isQualified ? '' : figure.adjusted ? 'adjusted' : 'unadjusted',
    figure.origin === 'read' ? 'print damaged, see below' : '',
  ].filter((note) => note !== '');
  const shown = [`**${inert(figure.text)}**`, ...notes.map(inert)].join(' · ');
  return what === '' ? shown : `${what}: ${shown}`;
}

const arithmetic = ({ text, formula }: Evidence['derived'][number]): string =>
  `Our arithmetic: ${inert(text)} (${inert(formula)})`;

function context({ population, design, definition, secondary }: Evidence): string {
  return lines(
    small(
      [population, design]
        .filter((each) => each !== '')
        .map(inert)
        .join(' · '),
    ),
    definition !== undefined && small(inert(definition)),
    secondary !== undefined && small(`Second-hand: the result of ${inert(secondary)}`),
  );
}

function warnings({ readings, caveats, conflicts }: Evidence): readonly string[] {
  return [
    ...readings.map(({ printed, as, why }) => `⚠ Printed “${inert(printed)}”, read as “${inert(as)}”: ${inert(why)}`),
    ...caveats.map((caveat) => `⚠ ${inert(caveat)}`),
    ...conflicts.map(({ statement }) => `⚠ Reported otherwise: ${inert(statement)}`),
  ];
}
