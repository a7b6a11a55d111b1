/** Events at which something was looked at; the words for each. */
const EVENTS = {
  relapse: 'relapses?|recurrence',
  transplant: 'transplant(?:ation)?|(?:allo(?:geneic)?-?\\s?)?(?:hsct|hct|sct)|infusion',
  diagnosis: '(?:first\\s+|initial\\s+)?(?:diagnosis|presentation)',
  entry: 'baseline|enrol?lment|(?:study\\s+)?entry|inclusion',
  'last follow-up': '(?:last|final)\\s+(?:follow-?\\s?up|contact|visit)',
  death: 'death',
} as const;

export type Event = keyof typeof EVENTS;

const LEADING = String.raw`\bat\s+(?:(?:the|their|his|her|first|initial|post-?transplant|time|moment|day|of)\s+)*`;

const PATTERNS = (Object.entries(EVENTS) as [Event, string][]).map(
  ([event, words]) => [event, new RegExp(`${LEADING}(?:${words})\\b`, 'iu')] as const,
);

/** The events a text looks at: "age at transplant", "at the time of relapse". */
export const eventsIn = (text: string): readonly Event[] =>
  PATTERNS.flatMap(([event, pattern]) => (pattern.test(text) ? [event] : []));

/** Whether a text looks at other events than those asked for: the age at transplant is not that at relapse. */
export const areOther = (events: readonly Event[], asked: readonly Event[]): boolean =>
  events.length > 0 && !asked.some((event) => events.includes(event));
