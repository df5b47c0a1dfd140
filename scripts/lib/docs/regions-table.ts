import { REGIONS } from '../../../src/registry/regions.ts';
import { writeTable } from './markdown.ts';

/** Writes the table of regions that the action knows by name. */
export async function writeRegions(): Promise<readonly string[]> {
  const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
  const rows = REGIONS.map(({ name, host, formerName, deprecatedHost }) => [
    code(name),
    code(host),
    code(`private.${host}`),
    code(formerName),
    code(deprecatedHost),
  ]);
  return writeTable(['Region', 'Host', 'Private host', 'Former name', 'Deprecated host'], rows);
}
