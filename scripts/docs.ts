/**
 * `npm run docs`: writes the parts of the documentation that are generated from other files, between `<!--
 * name:start -->` and `<!-- name:end -->`.
 *
 * Options: `--check` writes nothing, and fails if something would change.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMap, isScalar, parseDocument } from 'yaml';
import { REGIONS } from '../src/registry/regions.ts';
import { toCell, writeTable } from './lib/markdown.ts';
import { ROOT } from './lib/root.ts';

type Lines = readonly string[];

/** How a description states the default that the code applies. */
const DEFAULT = /\s*\bDefault: (.+?)\.?$/;

const ACTIONS = 'docs/logout-and-sweep.md';

/** What to generate, by page. */
const PARTS: readonly (readonly [page: string, update: (text: string) => Promise<string>])[] = [
  ['README.md', between('inputs', () => writeInputs('action.yml'))],
  ['README.md', between('outputs', () => writeOutputs('action.yml'))],
  ['README.md', between('regions', writeRegions)],
  [ACTIONS, between('logout-inputs', () => writeInputs('logout/action.yml'))],
  [ACTIONS, between('sweep-inputs', () => writeInputs('sweep/action.yml'))],
  [ACTIONS, between('sweep-outputs', () => writeOutputs('sweep/action.yml'))],
  ['examples/matrix.yml', listRegions],
];

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
for (const page of new Set(PARTS.map(([name]) => name))) {
  const current = await readFile(join(ROOT, page), 'utf8');
  let expected = current;
  for (const [, update] of PARTS.filter(([name]) => name === page)) {
    expected = await update(expected);
  }
  if (expected !== current && values.check) {
    console.error(`${page} is not up to date: run \`npm run docs\``);
    process.exitCode = 1;
  } else if (expected !== current) {
    await writeFile(join(ROOT, page), expected);
  }
}

function between(name: string, write: () => Promise<Lines>): (text: string) => Promise<string> {
  const part = new RegExp(`(<!-- ${name}:start -->).*?(<!-- ${name}:end -->)`, 's');
  return async (text) => {
    if (!part.test(text)) {
      throw new Error(`No part "${name}" to write.`);
    }
    const lines = (await write()).join('\n');
    return text.replace(part, (_, start: string, end: string) => `${start}\n\n${lines}\n\n${end}`);
  };
}

/**
 * Writes the inputs of an action: one table, or one table under a heading for each comment among the
 * inputs.
 */
async function writeInputs(manifest: string): Promise<Lines> {
  const entries = await readEntries(manifest, 'inputs');
  const groups = entries.flatMap(({ heading }, index) =>
    index === 0 || heading !== undefined ? [index] : [],
  );
  return groups.flatMap((start, group) => {
    const { heading } = entries[start] ?? {};
    const rows = entries
      .slice(start, groups[group + 1])
      .map(({ name, description, isRequired }) => {
        const byDefault = isRequired
          ? '**required**'
          : toCell(DEFAULT.exec(description)?.[1] ?? '');
        return [`\`${name}\``, byDefault, toCell(description.replace(DEFAULT, ''))];
      });
    const table = writeTable(['Input', 'Default', 'Meaning'], rows);
    const gap = group === 0 ? [] : [''];
    return heading === undefined ? table : [...gap, `### ${heading}`, '', ...table];
  });
}

async function writeOutputs(manifest: string): Promise<Lines> {
  const entries = await readEntries(manifest, 'outputs');
  const rows = entries.map(({ name, description }) => [`\`${name}\``, toCell(description)]);
  return writeTable(['Output', 'Meaning'], rows);
}

/** An input or output in an action.yml, and the comment before it. */
interface Entry {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly heading: string | undefined;
}

async function readEntries(manifest: string, section: string): Promise<readonly Entry[]> {
  const document = parseDocument(await readFile(join(ROOT, manifest), 'utf8'));
  const entries = document.get(section);
  if (!isMap(entries)) {
    throw new Error(`${manifest} has no ${section}.`);
  }
  return entries.items.map(({ key, value }, index) => {
    const name = isScalar(key) ? String(key.value) : '';
    const description = isMap(value) ? value.get('description') : undefined;
    if (typeof description !== 'string' || description.trim() === '') {
      throw new Error(`${manifest}: \`${name}\` in ${section} has no description.`);
    }
    // The parser attaches the comment before the first key to the whole map.
    const heading = index === 0 ? entries.commentBefore : isScalar(key) ? key.commentBefore : null;
    return {
      name,
      description: description.trim(),
      isRequired: isMap(value) && value.get('required') === true,
      heading: heading?.trim(),
    };
  });
}

async function writeRegions(): Promise<Lines> {
  const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
  const rows = REGIONS.map(({ name, host, formerName, deprecatedHost }) =>
    [name, host, `private.${host}`, formerName, deprecatedHost].map(code),
  );
  return writeTable(['Region', 'Host', 'Private host', 'Former name', 'Deprecated host'], rows);
}

/** Writes the list `region: […]` of a workflow. */
async function listRegions(text: string): Promise<string> {
  return text.replace(
    /(?<=^ *region: )\[.*\]$/m,
    `[${REGIONS.map(({ name }) => name).join(', ')}]`,
  );
}
