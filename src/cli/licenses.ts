import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { describe, licensesOf } from '../licenses.js';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const Stated = z.looseObject({ license: z.string().optional() });

/** What the installed package states. */
function stated(path: string): string | undefined {
  const file = root(`${path}/package.json`);
  return existsSync(file) ? (Stated.parse(json(file)).license ?? 'none stated') : undefined;
}

const packages = licensesOf(json(root('package-lock.json')), stated);
process.stdout.write(`${describe(packages)}\n`);
const faults = packages.filter(({ fault }) => fault !== undefined);
for (const { name, version, fault } of faults) process.stderr.write(`${name} ${version}: ${fault}\n`);
if (faults.length === 0) process.stdout.write(`${packages.length} packages, each compatible.\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
