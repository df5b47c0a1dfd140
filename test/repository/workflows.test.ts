import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { readManifests } from './manifests.ts';
import { listMentions, listUses, type Use } from './uses.ts';

/** What the step of a login is called where the step itself is in another block of the page. */
const LOGIN_ID = 'icr';
const CODE_BLOCK = /^( *)```(\w*)\n(.*?)^\1```$/gms;

const MANIFESTS = readManifests();
const EXAMPLES = globSync('examples/**/*.yml', { cwd: ROOT }).toSorted();
const PAGES = globSync(['*.md', 'docs/*.md', 'examples/*.md'], { cwd: ROOT }).toSorted();

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The parts of a file that a reader would paste into a workflow. */
function listSnippets(path: string): readonly string[] {
  const text = read(path);
  if (path.endsWith('.yml')) {
    return [text];
  }
  const blocks = [...text.matchAll(CODE_BLOCK)];
  return blocks.filter(([, , kind]) => kind === 'yaml').map(([, , , code = '']) => code);
}

function findUnknownInputs({ action, inputs }: Use): readonly string[] {
  const known = MANIFESTS.find(({ path }) => path === action)?.inputs;
  return known === undefined ? [action] : inputs.filter((input) => !known.includes(input));
}

function listOutputs(action: string | undefined): readonly string[] {
  return MANIFESTS.find(({ path }) => path === action)?.outputs ?? [];
}

describe.each([...EXAMPLES, ...PAGES])(
  'in %s, each step that uses an action of this repository',
  (path) => {
    test('gives inputs that there are', () => {
      expect(listSnippets(path).flatMap(listUses).flatMap(findUnknownInputs)).toEqual([]);
    });

    test('has outputs that there are', () => {
      const uses = listSnippets(path).flatMap(listUses);
      const actions = new Map([[LOGIN_ID, 'action.yml']]);
      for (const { id = LOGIN_ID, action } of uses.filter((use) => use.id !== undefined)) {
        actions.set(id, action);
      }
      const unknown = listMentions(read(path)).filter(
        ({ id, output }) => actions.has(id) && !listOutputs(actions.get(id)).includes(output),
      );

      expect(unknown).toEqual([]);
    });
  },
);

test('there are steps and expressions to look at, in the examples and in the pages', () => {
  for (const paths of [EXAMPLES, PAGES]) {
    expect(paths.flatMap(listSnippets).flatMap(listUses).length).toBeGreaterThan(5);
    expect(paths.flatMap((path) => listMentions(read(path))).length).toBeGreaterThan(0);
  }
});
