import {
  type APIInteraction,
  type APIMessageTopLevelComponent,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Answer, Evidence, Figure } from '../../commands/answer.js';
import type { Request } from '../../commands/command.js';
import type { Answering, Declaration, Dispatcher } from '../../src/discord/parts.js';

// Invented figures: nothing here stands in a source.
const figure: Figure = {
  kind: 'proportion',
  measure: 'CR rate',
  arm: 'with exafenib',
  text: '41.5%',
  detail: '17 of 41; 95% CI 26.3–57.9%',
  numbers: ['41.5', '17', '41', '26.3', '57.9'],
  origin: 'printed',
};

export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    id: 'doe-2024.cr.exafenib',
    code: 'ab12c',
    source: { id: 'doe-2024', number: 7, label: 'Doe 2024', file: '007.txt' },
    paragraphs: [12],
    statement: 'Of 41 patients on exafenib, 17 (41.5%) reached complete remission.',
    quote: { paragraph: 12, text: 'A CR was seen in 17/41 (41.5%; 95% CI, 26.3-57.9) of *all* patients [4].' },
    quoteStatus: 'quoted',
    find: '17/41 (41.5%',
    population: 'relapsed AML, n = 41',
    design: 'retrospective cohort',
    figures: [figure],
    readings: [],
    derived: [],
    caveats: ['not randomized'],
    conflicts: [],
    ...changes,
  };
}

/** The same finding with no document at hand. */
export const unquoted = evidence({ quote: null, quoteStatus: 'absent' });

export const citation = {
  number: 7,
  source: 'doe-2024',
  text: 'Doe J. Exafenib. 2024.',
  url: 'https://doi.org/10.1000/exa(7)',
};

type Found = Extract<Answer, { status: 'answered' | 'partial' }>;

export function answered(changes: Partial<Found> = {}): Found {
  return {
    command: 'ask',
    status: 'answered',
    headline: 'CR rate: 41.5% with exafenib',
    blocks: [{ type: 'findings', evidence: [evidence()] }],
    notices: [],
    related: [],
    citations: [citation],
    suggestions: [],
    more: [],
    ...changes,
  };
}

export function miss(changes: Partial<Extract<Answer, { status: 'no-evidence' | 'invalid' }>> = {}): Answer {
  return {
    command: 'ask',
    status: 'no-evidence',
    headline: 'Not in the evidence: 5-year OS with exafenib.',
    notices: [],
    related: [],
    citations: [],
    suggestions: [],
    ...changes,
  };
}

export const declarations: readonly Declaration[] = [
  {
    name: 'ask',
    description: 'Ask a question',
    kind: 'slash',
    examples: [],
    options: { question: { description: 'In your own words', kind: 'text', required: true, maxLength: 6000 } },
  },
  {
    name: 'outcome',
    description: 'Look up an outcome',
    kind: 'slash',
    examples: [],
    options: {
      regimen: { description: 'A regimen', kind: 'regimen', required: false },
      measure: { description: 'An outcome', kind: 'measure', required: true },
    },
  },
  {
    name: 'passage',
    description: 'Show a passage',
    kind: 'internal',
    examples: [],
    options: { code: { description: 'An item code', kind: 'code', required: true } },
  },
];

export interface Asked {
  readonly requests: Request[];
  readonly texts: string[];
  readonly suggested: (readonly [string, string, string])[];
}

/** Answers everything the same way and remembers what it was asked. */
export function answering(answer: Answer = answered()): Answering & { readonly asked: Asked } {
  const asked: Asked = { requests: [], texts: [], suggested: [] };
  const dispatcher: Dispatcher = {
    answer: (request) => {
      asked.requests.push(request);
      return answer;
    },
    text: (input) => {
      asked.texts.push(input);
      return answer;
    },
    suggest: (...given) => {
      asked.suggested.push(given);
      return [
        { label: 'exafenib · agent', value: 'exafenib' },
        { label: 'x'.repeat(101), value: 'too-long-a-label' },
      ];
    },
  };
  return {
    dispatcher,
    commands: declarations,
    glossary: [
      { term: 'CR', expansion: 'complete remission' },
      { term: 'AML', expansion: 'acute myeloid leukemia' },
      { term: 'OS', expansion: 'overall survival' },
    ],
    asked,
  };
}

const USER = {
  id: '200000000000000001',
  username: 'robin',
  global_name: 'Robin *Vale*',
  discriminator: '0',
  avatar: null,
};

/** In a server that has the app, unless `changes` says otherwise. */
export function interaction(type: InteractionType, data: object, changes: object = {}): APIInteraction {
  return {
    id: '1300000000000000001',
    application_id: '1000000000000000001',
    token: 'token',
    version: 1,
    type,
    data,
    channel: { id: '400000000000000001', type: 0 },
    guild_id: '300000000000000001',
    member: { user: USER, nick: null, permissions: '0' },
    app_permissions: '0',
    authorizing_integration_owners: { 0: '300000000000000001' },
    context: 0,
    locale: 'en-US',
    entitlements: [],
    ...changes,
  } as unknown as APIInteraction;
}

/** In a server that knows the app from the user only. */
export const byUserOnly = (permissions: bigint) => ({
  authorizing_integration_owners: { 1: USER.id },
  app_permissions: String(permissions),
});

export function slash(name: string, options: Readonly<Record<string, string>>, changes: object = {}): APIInteraction {
  const given = Object.entries(options).map(([key, value]) => ({ type: 3, name: key, value }));
  return interaction(InteractionType.ApplicationCommand, { id: '1', type: 1, name, options: given }, changes);
}

export function button(customId: string, components: readonly object[] = [], changes: object = {}): APIInteraction {
  const data = { component_type: ComponentType.Button, custom_id: customId };
  return interaction(InteractionType.MessageComponent, data, { message: { id: '1', components }, ...changes });
}

/** All text of a message, in order. */
export function textOf(components: readonly APIMessageTopLevelComponent[] | undefined): string {
  return (components ?? [])
    .flatMap((each) => (each.type === ComponentType.TextDisplay ? [each.content] : []))
    .join('\n');
}

/** Labels and custom ids of the buttons of a message. */
export function buttonsOf(
  components: readonly APIMessageTopLevelComponent[] | undefined,
): readonly (readonly [string, string])[] {
  return (components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((each) =>
          each.type === ComponentType.Button && 'custom_id' in each
            ? [[each.label ?? '', each.custom_id] as const]
            : [],
        )
      : [],
  );
}
