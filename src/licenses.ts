import { z } from 'zod';

/** Licenses that let a program use the package unchanged and keep its own terms, by their SPDX names. */
const COMPATIBLE: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  // Asks for the sources of its own files only, which are changed nowhere here.
  'MPL-2.0',
];

/** Packages that were read by a person, since SPDX has no name for their terms; another version is read again. */
const READ: ReadonlyMap<string, string> = new Map([
  [
    'dejavu-fonts-ttf@2.37.3',
    'Bitstream Vera and Arev terms, changes in the public domain: may be used, embedded and passed on, not sold by itself',
  ],
]);

/** A package that runs in production. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** As the package states it. */
  readonly license: string;
  /** Why it may not be used as it is; undefined where it may. */
  readonly fault: string | undefined;
}

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

/**
 * The packages of a lock file that are not for development only, each version once, ordered by name.
 * @param statedBy what the installed package at that path states; undefined where it is not installed, as one for another
 * platform, and then the lock file is believed.
 */
export function licensesOf(lock: unknown, statedBy: (path: string) => string | undefined): readonly Licensed[] {
  const found = new Map<string, Licensed>();
  for (const [path, { version = '', license, dev }] of Object.entries(Lock.parse(lock).packages)) {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (path === '' || dev === true || found.has(`${name}@${version}`)) continue;
    const stated = statedBy(path) ?? license ?? 'none stated';
    found.set(`${name}@${version}`, { name, version, license: stated, fault: faultOf(`${name}@${version}`, stated) });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function faultOf(id: string, license: string): string | undefined {
  if (READ.has(id) || isCompatible(license)) return undefined;
  return `${license} is not on the list of compatible licenses`;
}

/** An SPDX expression of names, AND, OR and one level of brackets; anything else is not compatible. */
function isCompatible(expression: string): boolean {
  const flat = expression.replace(/\(([^()]*)\)/gu, (_, inner: string) => (isCompatible(inner) ? 'MIT' : 'other'));
  return flat.split(' OR ').some((each) => each.split(' AND ').every((name) => COMPATIBLE.includes(name.trim())));
}

/** A line for each license, then what is wrong. */
export function describe(packages: readonly Licensed[]): string {
  const licenses = [...new Set(packages.map(({ license }) => license))].sort();
  const lines = licenses.map((license) => {
    const of = packages.filter((each) => each.license === license);
    return `${license} (${of.length}): ${of.map(({ name, version }) => `${name} ${version}`).join(', ')}`;
  });
  const read = packages.flatMap(({ name, version }) => {
    const terms = READ.get(`${name}@${version}`);
    return terms === undefined ? [] : [`${name} ${version} was read: ${terms}`];
  });
  return [...lines, ...read].join('\n');
}
