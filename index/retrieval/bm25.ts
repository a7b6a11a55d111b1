/** BM25's saturation and length normalization (Robertson and Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;

/** How telling a stem is that so many of the documents have. Lucene's: never negative. */
export const idfIn = (having: number, documents: number): number =>
  Math.log(1 + (documents - having + 0.5) / (having + 0.5));

/**
 * A frequency held against its expectation in a text of that length: below K1 + 1.
 * @param length of the text, as a multiple of the mean.
 */
export const saturated = (frequency: number, length: number): number =>
  (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length));
