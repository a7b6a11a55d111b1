import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { commands } from '../commands/registry.js';
import { Citation, Concept, Item, Locator, Source, Statistic } from '../index/evidence/schema.js';
import { readConfig } from '../src/config.js';
import { Metrics } from '../src/ops/metrics.js';
import { AnswerJson, project } from '../src/terminal/json.js';
import { render } from '../src/terminal/render.js';
import { dispatcherOf, indexOf } from './program.js';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const GUIDES = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'seeds/README.md', '.env.example'];
const readme = read('README.md');
const dispatcher = dispatcherOf(indexOf('without documents'));
const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The text below a heading, up to the next of its level or above. */
function section(text: string, heading: string): string {
  const [, rest] = text.split(`\n${heading}\n`);
  if (rest === undefined) throw new Error(`no heading "${heading}"`);
  const level = heading.indexOf(' ');
  return rest.split(new RegExp(`^#{1,${level}} `, 'mu'))[0] ?? '';
}

/** The cells of the rows of a section's tables, without headings and rules. */
function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => /^\| `/u.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/gu, '')));
}

/** What stands between backticks. */
const coded = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/gu)].map(([, code = '']) => code);

/** The fenced blocks of a language. */
const fenced = (text: string, language: string): string[] =>
  [...text.matchAll(/^```(\w*)\n(.*?)^```$/gmsu)].flatMap(([, name, body = '']) => (name === language ? [body] : []));

describe('the environment', () => {
  const declared = [...read('src/config.ts').matchAll(/^\s+((?:DISCORD|MARROW)_[A-Z_]+):/gmu)].map(([, name]) => name);
  const example = read('.env.example');
  const entries = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gmu)].map(([, name = '', value = '']) => ({ name, value }));

  it('is declared in the configuration where this test looks for it', () => {
    expect(declared).toEqual(expect.arrayContaining(['DISCORD_TOKEN', 'MARROW_SHARDS', 'MARROW_OPS_HOST']));
  });

  it('is listed in README.md, no variable more and none less', () => {
    const listed = rows(section(readme, '## Environment')).map(([name = '']) => name.replaceAll('`', ''));
    expect(listed.toSorted()).toEqual(declared.toSorted());
  });

  it('is listed in .env.example, and every variable that is mentioned anywhere exists', () => {
    expect(entries.map(({ name }) => name).toSorted()).toEqual(declared.toSorted());
    const deploy = ['deploy/Dockerfile', 'deploy/marrow@.service', 'deploy/nginx.conf'].map(read);
    const mentioned = new Set([readme, example, ...deploy].join().match(/\b(?:DISCORD|MARROW)_[A-Z_]+\b/gu));
    const measurements = read('test/bench/retrieval/run.ts').match(/\bMARROW_[A-Z_]+\b/gu) ?? [];
    expect([...mentioned].filter((name) => ![...declared, ...measurements].includes(name))).toEqual([]);
  });

  it('has the defaults that the documentation states', () => {
    const stated = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    expect(stated).toMatchObject({
      MARROW_SHARDS: 'auto',
      MARROW_LOG_QUESTIONS: 'false',
      MARROW_OPS_HOST: '127.0.0.1',
    });
    const port = { MARROW_OPS_PORT: '9090' };
    expect(readConfig({ ...stated, ...port })).toEqual(readConfig(port));
    for (const [name = '', fallback = ''] of rows(section(readme, '## Environment'))) {
      const value = stated[name.replaceAll('`', '')];
      if (value !== '') expect([name, fallback]).toEqual([name, `\`${value}\``]);
    }
  });
});

it('figures for Prometheus are those in README.md, each with its labels', async () => {
  const metrics = new Metrics();
  metrics.watch({
    events: () => ({ limited: 0 }),
    missing: () => [],
    gateway: () => ({ ready: 1, connecting: 0, disconnected: 0, heartbeatAgeSeconds: 1, pingSeconds: 1 }),
    facts: () => ({ version: '1', evidence: '1', sources: 1, items: 1, documents: { found: 0, of: 1 } }),
  });
  metrics.answered('ask', 'answered', 1);
  metrics.responded('command', 1);
  metrics.discordError('network');
  const text = await metrics.text();
  const labelsOf = (name: string) => {
    const series = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name}_bucket{`));
    const labels = series.flatMap((line) => [...line.matchAll(/(\w+)="/gu)].map(([, label = '']) => label));
    return new Set(labels.filter((label) => label !== 'le'));
  };
  const names = [...text.matchAll(/^# TYPE (marrow_\w+) /gmu)].map(([, name = '']) => name);
  const served = new Map(names.map((name) => [name, labelsOf(name)]));
  const stated = new Map(
    rows(section(readme, '### Health and figures')).flatMap(([cell = '', labels = '']) =>
      coded(cell)
        .filter((name) => name.startsWith('marrow_'))
        .map((name, at, all) => [name, new Set(coded(all.length > 1 ? (labels.split(', ')[at] ?? labels) : labels))]),
    ),
  );
  expect(new Map([...stated].toSorted())).toEqual(new Map([...served].toSorted()));
});

describe('the commands', () => {
  const offered = commands.filter(({ kind }) => kind === 'slash').map(({ name }) => `/${name}`);
  const table = rows(section(readme, '## What can be asked'));

  it('stand in README.md, no command more and none less', () => {
    expect(table.map(([name = '']) => name.replaceAll('`', ''))).toEqual(offered);
  });

  it.each(table.map((cells) => [coded(cells[2] ?? '')[0] ?? '']))('%s, the example, is answered', (example) => {
    expect(dispatcher.text(example).status).toBe('answered');
  });
});

describe('npm scripts that are named', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

  it.each(GUIDES)('in %s exist', (path) => {
    const run = [...read(path).matchAll(/npm run (?:--silent )?([\w:-]+)/gu)].map(([, name]) => name ?? '');
    const short = [...read(path).matchAll(/npm (start|test)\b/gu)].map(([, name]) => name ?? '');
    expect([...run, ...short].filter((name) => !(name in scripts))).toEqual([]);
  });

  it('are those of the first lines of README.md', () => {
    expect(readme.split('```')[1]).toBe('\nnpm ci && npm start\nnpm ci && npm test\n');
  });
});

describe('the answers in README.md are what the program answers today', () => {
  const shown = fenced(readme, '').flatMap((block) => {
    const [, asked, answer] = /^\$ node dist\/src\/main\.js --chat "([^"]+)"\n(.*)$/su.exec(block) ?? [];
    return asked === undefined || answer === undefined ? [] : [[asked, answer] as const];
  });

  it('are there: one that answers, one that refuses', () => {
    expect(shown.map(([asked]) => dispatcher.text(asked).status)).toEqual(['answered', 'no-evidence']);
  });

  it.each(shown)('%s', (asked, answer) => {
    expect(squeezed(answer)).toBe(squeezed(render(dispatcher.text(asked), { width: 80, color: false })));
  });

  const refusals = rows(section(readme, '## What refusals look like'));

  it.each(refusals.map((cells) => [coded(cells[0] ?? '')[0] ?? '', cells[1] ?? '']))('%s', (asked, headline) => {
    const answer = dispatcher.text(asked);
    expect(answer.headline).toBe(headline);
    expect(['no-evidence', 'invalid']).toContain(answer.status);
  });

  it('in JSON', () => {
    const text = section(readme, '## JSON');
    const asked = z.object({ input: z.string() }).parse(JSON.parse(fenced(text, '')[0] ?? ''));
    expect(project(dispatcher.text(asked.input))).toMatchObject(JSON.parse(fenced(text, 'json')[0] ?? ''));
  });
});

describe('fields', () => {
  const first = (text: string) => new Set(rows(text).flatMap(([cell = '']) => coded(cell)));

  it('of the JSON contract stand in README.md', () => {
    const text = section(readme, '## JSON');
    const [answered, , failed] = AnswerJson.options;
    const fields = [
      ...Object.keys(answered.shape),
      ...Object.keys(failed.shape),
      ...Object.keys(answered.shape.evidence.element.shape),
    ];
    expect(fields.filter((field) => !first(text).has(field))).toEqual([]);
    const figure = coded(text.split('\n').find((line) => line.startsWith('| `figures`')) ?? '');
    const parts = Object.keys(answered.shape.evidence.element.shape.figures.element.shape);
    expect(parts.filter((field) => !figure.includes(field))).toEqual([]);
  });

  const seeds = read('seeds/README.md');

  it.each([
    ['## A source', Source],
    ['## An item', Item],
    ['## The vocabulary', Concept],
  ] as const)('below "%s" in seeds/README.md are those of the schema', (heading, schema) => {
    const listed = first(section(seeds, heading).split('\n### ')[0] ?? '');
    expect([...listed].toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  });

  it('of the parts of a source, of locators and of statistics are named', () => {
    const words = new Set(seeds.match(/\w+/gu));
    const { cohorts, arms } = Source.shape;
    const groups = [cohorts.valueType, arms.unwrap().valueType];
    const parts = [Citation, ...groups, Locator, ...Statistic.options].flatMap(({ shape }) => Object.keys(shape));
    expect(parts.filter((field) => !words.has(field))).toEqual([]);
    const kinds = rows(section(seeds, '### Statistics')).map(([kind = '']) => coded(kind)[0]);
    expect(kinds).toEqual(Statistic.options.flatMap(({ shape }) => [...shape.kind.values]));
  });

  it('of the example item are all there are, and the schema takes it', () => {
    const [example] = z.array(z.looseObject({})).parse(parse(fenced(section(seeds, '## An item'), 'yaml')[0] ?? ''));
    expect(Object.keys(example ?? {}).toSorted()).toEqual(Object.keys(Item.shape).toSorted());
    expect(Item.safeParse(example).error).toBeUndefined();
    const [concept] = z.array(z.unknown()).parse(parse(fenced(section(seeds, '## The vocabulary'), 'yaml')[0] ?? ''));
    expect(Concept.safeParse(concept).error).toBeUndefined();
  });
});
