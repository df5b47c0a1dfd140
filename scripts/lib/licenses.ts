import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = 'These packages are part of the files in this folder.\n';
const RULE = `\n${'-'.repeat(80)}\n`;
/** The folder of a package, scoped or not, nested or not. */
const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

interface Package {
  readonly title: string;
  readonly text: string;
}

/**
 * Reads the licenses of the packages that modules belong to; modules outside of `node_modules` are the
 * project's own.
 *
 * @param modules paths from the current folder, with slashes.
 * @throws for a package without a license file.
 */
export function readLicenses(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
  const packages = [...folders].map(readPackage);
  packages.sort((a, b) => (a.title < b.title ? -1 : 1));
  // Packages of one repository have one text.
  const byText = Map.groupBy(packages, ({ text }) => text);
  const parts = [...byText].map(([text, alike]) => {
    const titles = alike.map(({ title }) => title).join('\n');
    return `\n${titles}\n\n${text}\n`;
  });
  return [HEAD, ...parts].join(RULE);
}

function readPackage(folder: string): Package {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest as Readonly<Record<string, unknown>>;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined || typeof license !== 'string') {
    throw new Error(`${folder} names no license, or has no file with its text.`);
  }
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return { title: `${name} ${version} (${license})`, text };
}
