import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import { readLogoutInputs } from '../../src/inputs/logout-inputs.ts';
import { readSweepInputs } from '../../src/inputs/sweep-inputs.ts';
import { readWith } from '../support/inputs.ts';
import { readManifests } from './manifests.ts';
import { listYamlBlocks } from './snippets.ts';
import { listMentions, listUses, type Use } from './uses.ts';

/** The ID of the login step if the step is in another block of the page. */
const LOGIN_ID = 'icr';
const EXPRESSION = /\$\{\{.*?\}\}/g;
const UUID = '01234567-89ab-cdef-0123-456789abcdef';

/** Example values of expressions. */
const FILLED_IN: Readonly<Record<string, string>> = {
  'api-key': 'an-api-key-of-nobody-0123456789',
  'access-token': `${btoa('{}')}.${btoa('{"iam_id":"IBMid-1"}')}.c2lnbmF0dXJl`,
  'refresh-token': 'a-refresh-token-of-nobody',
  'registry-token': 'a-registry-token-of-nobody',
  region: 'us-south',
  'service-id': `ServiceId-${UUID}`,
  'trusted-profile': `Profile-${UUID}`,
};

/** How the code of each action reads its inputs. */
const READERS: Readonly<Record<string, () => unknown>> = {
  'action.yml': readInputs,
  'logout/action.yml': readLogoutInputs,
  'sweep/action.yml': readSweepInputs,
};

const MANIFESTS = readManifests();
const EXAMPLES = globSync('examples/**/*.yml', { cwd: ROOT }).toSorted();
const PAGES = globSync(['*.md', 'docs/*.md', 'examples/*.md'], { cwd: ROOT }).toSorted();

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The parts of a file that a reader would paste into a workflow. */
function listSnippets(path: string): readonly string[] {
  const text = read(path);
  return path.endsWith('.yml') ? [text] : listYamlBlocks(text);
}

function findUnknownInputs({ action, inputs }: Use): readonly string[] {
  const known = MANIFESTS.find(({ path }) => path === action)?.inputs;
  return known === undefined
    ? [action]
    : Object.keys(inputs).filter((name) => !known.includes(name));
}

/** Replaces each expression, and each shortened ID. */
function fillIn({ inputs }: Use): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      value.replace(EXPRESSION, FILLED_IN[name] ?? '$&').replaceAll('…', UUID),
    ]),
  );
}

function listOutputs(action: string | undefined): readonly string[] {
  return MANIFESTS.find(({ path }) => path === action)?.outputs ?? [];
}

describe.each([...EXAMPLES, ...PAGES])(
  'in %s, each step that uses an action of this repository',
  (path) => {
    test('sets only existing inputs', () => {
      expect(listSnippets(path).flatMap(listUses).flatMap(findUnknownInputs)).toEqual([]);
    });

    test('is accepted by the action unchanged', () => {
      for (const use of listSnippets(path).flatMap(listUses)) {
        const reader = READERS[use.action];

        expect(() => reader && readWith(fillIn(use), reader), JSON.stringify(use)).not.toThrow();
      }
    });

    test('uses only existing outputs', () => {
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

test('the examples and the pages contain steps and expressions', () => {
  for (const paths of [EXAMPLES, PAGES]) {
    expect(paths.flatMap(listSnippets).flatMap(listUses).length).toBeGreaterThan(5);
    expect(paths.flatMap((path) => listMentions(read(path))).length).toBeGreaterThan(0);
  }
});
