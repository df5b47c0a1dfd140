import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';
import { ErrorPolicy } from '@actions/workflow-parser/model/convert';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/lib/root.ts';
import { readManifests } from './manifests.ts';

const FOLDER = join(ROOT, 'examples');
const WORKFLOWS = globSync('*.yml', { cwd: FOLDER }).toSorted();
const COMPOSITES = globSync('**/action.yml', { cwd: FOLDER })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();

/** A step that uses an action of this repository. */
interface Use {
  /** Where the action is: `action.yml`, `sweep/action.yml`, … */
  readonly action: string;
  readonly id: string | undefined;
  readonly inputs: readonly string[];
}

function read(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

/** Every mapping in a document, at any depth. */
function listMappings(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const below = Object.values(value).flatMap(listMappings);
  return Array.isArray(value) ? below : [value as Readonly<Record<string, unknown>>, ...below];
}

function listUses(path: string): readonly Use[] {
  return listMappings(parse(read(path))).flatMap(({ uses, id, with: inputs }) => {
    const [, folder] = /^OWNER\/icr-login(?:\/(\w+))?@v1$/.exec(String(uses)) ?? [];
    const isOurs = String(uses).startsWith('OWNER/icr-login');
    const action = folder === undefined ? 'action.yml' : `${folder}/action.yml`;
    return isOurs
      ? [{ action, id: typeof id === 'string' ? id : undefined, inputs: Object.keys(inputs ?? {}) }]
      : [];
  });
}

describe('the example', () => {
  test.each(WORKFLOWS)('%s is a workflow', async (name) => {
    const file = { name, content: read(name) };
    const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
    expect(context.errors.getErrors()).toEqual([]);
    if (value === undefined) {
      expect.fail('there is no workflow in it');
    }
    const template = await convertWorkflowTemplate(context, value, undefined, {
      errorPolicy: ErrorPolicy.TryConversion,
    });

    expect(template.errors ?? []).toEqual([]);
    expect(template.jobs.length).toBeGreaterThan(0);
  });

  test.each([...WORKFLOWS, ...COMPOSITES])('%s gives inputs that there are', (path) => {
    const manifests = readManifests();
    for (const { action, inputs } of listUses(path)) {
      const known = manifests.find((manifest) => manifest.path === action)?.inputs;
      expect(known, action).toEqual(expect.arrayContaining([...inputs]));
    }
  });

  test.each([...WORKFLOWS, ...COMPOSITES])('%s reads outputs that there are', (path) => {
    const ids = listUses(path).flatMap(({ id }) => id ?? []);
    const mentions = [...read(path).matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)];
    const outputs = mentions
      .filter(([, id = '']) => ids.includes(id))
      .map(([, , output]) => output);
    const manifest: unknown = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
    const known = Object.keys((manifest as { readonly outputs: object }).outputs);

    expect(known).toEqual(expect.arrayContaining(outputs));
  });

  test.each([...WORKFLOWS, ...COMPOSITES])('%s is in the list of examples', (path) => {
    const name = path.includes('/') ? 'composite/' : basename(path);

    expect(read('README.md')).toContain(`](${name})`);
  });
});

test('every action of this repository has an example, or is part of one in the documentation', () => {
  const used = [...WORKFLOWS, ...COMPOSITES].flatMap(listUses).map(({ action }) => action);

  expect(used).toEqual(expect.arrayContaining(['action.yml', 'sweep/action.yml']));
});
