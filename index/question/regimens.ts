import type { Vocabulary } from './vocabulary.js';

/** What therapies consist of: the components of a regimen, or the therapy itself. */
export const partsOf = (ids: readonly string[], { concepts }: Vocabulary): ReadonlySet<string> =>
  new Set(
    ids.flatMap((id) => {
      const components = concepts.get(id)?.components ?? [];
      return components.length > 0 ? components : [id];
    }),
  );

/** Whether a regimen has a drug, or a member of a class, among its components. */
export const contains = (components: readonly string[], id: string, vocabulary: Vocabulary): boolean =>
  components.some((component) => vocabulary.broader(component).has(id));

/** The regimens that contain all of these, as far as they have the fewest components. */
export function regimensWith(ids: readonly string[], vocabulary: Vocabulary): readonly string[] {
  const containing = vocabulary.regimens.filter(
    (concept) =>
      concept.components.length >= ids.length && ids.every((id) => contains(concept.components, id, vocabulary)),
  );
  const fewest = Math.min(...containing.map((concept) => concept.components.length));
  return containing.filter((concept) => concept.components.length === fewest).map((concept) => concept.id);
}
