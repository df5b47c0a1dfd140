import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../root.ts';
import { toCell, writeTable } from './markdown.ts';

/** How a description states the default that the code applies. */
const DEFAULT = /\s*\bDefault: (`[^`]+`|[^`]+?)\.?$/;

interface Entry {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
}

/** Writes the table of an action's inputs. */
export async function writeInputs(manifest: string): Promise<readonly string[]> {
  const rows = (await readEntries(manifest, 'inputs')).map(({ name, description, isRequired }) => {
    const text = description.trim();
    const byDefault = toCell(DEFAULT.exec(text)?.[1] ?? '');
    const meaning = toCell(text.replace(DEFAULT, ''));
    return [`\`${name}\``, isRequired ? '**required**' : byDefault, meaning];
  });
  return writeTable(['Input', 'Default', 'Meaning'], rows);
}

/** Writes the table of an action's outputs. */
export async function writeOutputs(manifest: string): Promise<readonly string[]> {
  const entries = await readEntries(manifest, 'outputs');
  const rows = entries.map(({ name, description }) => [`\`${name}\``, toCell(description)]);
  return writeTable(['Output', 'Meaning'], rows);
}

async function readEntries(
  manifest: string,
  section: 'inputs' | 'outputs',
): Promise<readonly Entry[]> {
  const document: unknown = parse(await readFile(join(ROOT, manifest), 'utf8'));
  const entries = toRecord(toRecord(document)[section]);
  return Object.entries(entries).map(([name, value]) => {
    const { description, required } = toRecord(value);
    if (typeof description !== 'string' || description.trim() === '') {
      throw new Error(`${manifest}: \`${name}\` in ${section} has no description.`);
    }
    return { name, description, isRequired: required === true };
  });
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
