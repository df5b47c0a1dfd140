import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { listUses } from './uses.ts';

// The parser imports JSON without an import attribute, which only bundlers accept.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
  '@actions/workflow-parser'
);
const { ErrorPolicy } = await import('@actions/workflow-parser/model/convert');

const FOLDER = join(ROOT, 'examples');
const WORKFLOWS = globSync('*.yml', { cwd: FOLDER }).toSorted();
const COMPOSITES = globSync('**/action.yml', { cwd: FOLDER })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();

function read(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

describe('the example', () => {
  test.each(WORKFLOWS)('%s is a valid workflow', async (name) => {
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

  test.each([...WORKFLOWS, ...COMPOSITES])('%s is run with act if act is installed', (path) => {
    const file = join(ROOT, 'test', 'scenarios', 'examples.test.ts');

    expect(readFileSync(file, 'utf8')).toContain(`example('${path}')`);
  });

  test.each([...WORKFLOWS, ...COMPOSITES])('%s is in the list of examples', (path) => {
    const name = path.includes('/') ? 'composite/' : basename(path);

    expect(read('README.md')).toContain(`](${name})`);
  });
});

test('every action of this repository has an example or a part of one in the documentation', () => {
  const used = [...WORKFLOWS, ...COMPOSITES]
    .flatMap((path) => listUses(read(path)))
    .map(({ action }) => action);

  expect(used).toEqual(expect.arrayContaining(['action.yml', 'sweep/action.yml']));
});
