import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { z } from 'zod';

const Name = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  suffix: z.string().optional(),
  literal: z.string().optional(),
  'non-dropping-particle': z.string().optional(),
  'dropping-particle': z.string().optional(),
});
const Item = z.looseObject({
  id: z.string(),
  type: z.string(),
  author: z.array(Name).default([]),
  title: z.string().optional(),
  'container-title': z.string().optional(),
  'container-title-short': z.string().optional(),
  publisher: z.string().optional(),
  issued: z.object({ 'date-parts': z.tuple([z.array(z.number())]) }).optional(),
  volume: z.string().optional(),
  issue: z.string().optional(),
  page: z.string().optional(),
  DOI: z.string().optional(),
  URL: z.string().optional(),
  note: z.union([z.string(), z.array(z.string())]).optional(),
});

/** A reference as a reader takes it from a file; what is not in the file is absent. */
export interface ReadBack {
  readonly id: string;
  readonly type: string;
  /** "van der Berg, Jan, Jr." */
  readonly authors: readonly string[];
  readonly title?: string | undefined;
  readonly container?: string | undefined;
  readonly date?: readonly number[] | undefined;
  readonly volume?: string | undefined;
  readonly issue?: string | undefined;
  readonly page?: string | undefined;
  readonly doi?: string | undefined;
  readonly notes: string;
}

const TYPES = { bibtex: '@bibtex/text', ris: '@ris/file', 'csl-json': undefined } as const;

/** Reads an exchange file with a parser that knows nothing of ours. */
export function readBack(format: keyof typeof TYPES, text: string): readonly ReadBack[] {
  const forceType = TYPES[format];
  const read = plugins.input.chain(text, { generateGraph: false, ...(forceType === undefined ? {} : { forceType }) });
  return z
    .array(Item)
    .parse(read)
    .map((item) => ({
      id: item.id,
      type: item.type,
      authors: item.author.map((name) => {
        const particle = name['non-dropping-particle'] ?? name['dropping-particle'];
        const family = [particle, name.family].filter((part) => part !== undefined).join(' ');
        return [name.literal ?? family, name.given, name.suffix].filter((part) => part !== undefined).join(', ');
      }),
      title: item.title,
      container: item['container-title'] ?? item.publisher,
      date: item.issued?.['date-parts'][0],
      volume: item.volume,
      issue: item.issue,
      page: item.page,
      doi: item.DOI,
      notes: [item.note ?? [], typeof item['annote'] === 'string' ? item['annote'] : []].flat().join('; '),
    }));
}
