import type { ReferenceStyle } from '../index/evidence/citations/styles.js';
import type { Finding } from '../index/evidence/corpus.js';
import type { EvidenceIndex } from '../index/search.js';
import { type Citation, type CitedFinding, type Evidence, type Figure, OWN_WORDING } from './answer.js';
import { evidenceFor } from './evidence.js';
import { figureText } from './figures.js';
import { referenceOf, withAddress } from './references.js';

/** A finding to take along into a slide or a manuscript. */
export function citedFinding(finding: Finding, style: ReferenceStyle, index: EvidenceIndex): CitedFinding {
  const evidence = evidenceFor(finding, index);
  const reference = referenceOf(finding.source, style);
  return { evidence, reference, text: textOf(evidence, reference) };
}

/**
 * The passage, or our wording with its label; the figures; whom they were measured in; whose result it is and where it is
 * printed. Nothing of it may be lost on the way to a slide.
 */
function textOf(evidence: Evidence, reference: Citation): string {
  const { derived, readings, population, design, secondary, paragraphs, find, link } = evidence;
  const source = withAddress(reference);
  return [
    wordsOf(evidence),
    ...figureLines(evidence.figures.filter((figure) => figure.origin !== 'derived')),
    ...derived.map(({ text, formula }) => `Marrow's arithmetic: ${text} = ${formula}`),
    ...readings.map(({ printed, as, why }) => `Damaged print: “${printed}”, read as “${as}”: ${why}`),
    `Measured in: ${[population, design].filter((part) => part !== '').join('; ')}`,
    secondary === undefined ? source : `${secondary}, as cited in: ${source}`,
    `Place: ¶${paragraphs.join(', ¶')}; search for: ${find}`,
    ...(link === undefined ? [] : [`At the passage: ${link}`]),
  ].join('\n');
}

function wordsOf({ quote, quoteStatus, statement }: Evidence): string {
  if (quoteStatus === 'quoted' && quote !== null) return `“${quote.text}” (¶${quote.paragraph})`;
  const differs = quoteStatus === 'absent' ? '' : '; the copy at hand differs here';
  return `${statement} (${OWN_WORDING}${differs})`;
}

/** Figures in their order, those of one measure on one line. */
function figureLines(figures: readonly Figure[]): readonly string[] {
  const lines: { measure: string; texts: string[] }[] = [];
  for (const figure of figures) {
    const last = lines.at(-1);
    const text = `${figureText(figure)}${figure.origin === 'read' ? ' [damaged print, see below]' : ''}`;
    if (last?.measure === figure.measure) last.texts.push(text);
    else lines.push({ measure: figure.measure, texts: [text] });
  }
  return lines.map(({ measure, texts }) => `${measure === '' ? '' : `${measure}: `}${texts.join('; ')}`);
}
