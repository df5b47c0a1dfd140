import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { ROOT } from '../../scripts/lib/root.ts';

const CODE = /^( *)(`{3,}|~{3,}).*?^\1\2|`[^`\n]+`/gms;
const TARGETS = /\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$|\b(?:href|src)="([^"]+)"/gm;
const REFERENCE = /\]\[([^\]]+)\]/g;
const DEFINITION = /^\s*\[([^\]]+)\]:/gm;
const HEADING = /^#{1,6} +(.+?) *#*$/gm;
const ANCHOR = /\b(?:id|name)="([^"]+)"/g;

/**
 * Finds the links of a Markdown page that lead to a missing file of the repository, or to a missing heading
 * in it.
 */
export function findBrokenLinks(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replace(CODE, '');
  const targets = [...text.matchAll(TARGETS)]
    .map(([, inline, definition, html]) => inline ?? definition ?? html ?? '')
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target) && !leadsSomewhere(page, target));
  return [...targets, ...findUndefined(text)].map((target) => `${relative(ROOT, page)}: ${target}`);
}

/** The names of links, as in `[text][name]`, that the page does not define. */
function findUndefined(text: string): readonly string[] {
  const defined = new Set([...text.matchAll(DEFINITION)].map(([, name]) => name));
  const names = [...text.matchAll(REFERENCE)].map(([, name = '']) => name);
  return names.filter((name) => !defined.has(name));
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', fragment] = target.split('#');
  const file = path === '' ? page : resolve(dirname(page), decodeURIComponent(path));
  if (!existsSync(file) || relative(ROOT, file).startsWith('..')) {
    return false;
  }
  const isPage = statSync(file).isFile() && file.endsWith('.md');
  return fragment === undefined || !isPage || listAnchors(file).has(fragment);
}

/** The anchors that GitHub creates for a page. */
function listAnchors(page: string): ReadonlySet<string> {
  const text = readFileSync(page, 'utf8');
  const anchors = new Set([...text.matchAll(ANCHOR)].map(([, name = '']) => name));
  for (const [, heading = ''] of text.replace(/^( *)(`{3,}).*?^\1\2/gms, '').matchAll(HEADING)) {
    const slug = toSlug(heading);
    let name = slug;
    for (let count = 1; anchors.has(name); count += 1) {
      name = `${slug}-${count}`;
    }
    anchors.add(name);
  }
  return anchors;
}

function toSlug(heading: string): string {
  const text = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return text.replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '').replaceAll(' ', '-');
}
