import { describe, expect, test } from 'vitest';
import { findFaults } from '../../scripts/lib/prose.ts';
import { readProse } from '../../scripts/lib/prose-sources.ts';

/** Sentences that are hard to read, and the fault that is reported for each. */
const SLOW: readonly (readonly [sentence: string, fault: RegExp])[] = [
  ['It logs in, if you like with a key made for this job.', /optionally/],
  ['You come from another action?', /If you/],
  ['No output but `password` carries secret text, so they cross jobs.', /No output except/],
  ['The post step has the same again.', /the same limit/],
  ['Who copies the Docker config of a job has this:', /Whoever/],
  ['A `Bearer ` in front is taken away.', /removed/],
  ['What it needs, `kubectl` for instance, is in the last step.', /for example/],
  ['An entry of the input `service-id` is no ID of a service ID.', /isn't a/],
  ['The list is not separated as a list has to be.', /must be/],
  ['`trusted-profile` stands alone, so it was to be read from the machine.', /on its own/],
  ['The key ends by itself after six hours.', /expires/],
  ['What was there before comes back when the job ends.', /is restored/],
  ['This is a sentence that goes on and on, '.repeat(6), /sentence length/],
];

/** Similar sentences that are correct. */
const CLEAR = [
  'The key expires when the job ends, and the post step restores the login that was there before.',
  'There is no secret to keep, and no one else can use it.',
  'Is the runner on IBM Cloud? Then it needs no secret.',
  'The job ends after an hour. `logout` ends the logins of a job early.',
  'Who can read it? Each later step of the job.',
];

test.each(SLOW)('finds a fault in: %s', async (sentence, fault) => {
  const messages = (await findFaults(sentence)).map(({ message }) => message);

  expect(messages.join('\n')).toMatch(fault);
});

test.each(CLEAR)('finds no fault in: %s', async (sentence) => {
  expect(await findFaults(sentence)).toEqual([]);
});

test('ignores code', async () => {
  expect(await findFaults('Run `key ends by itself`.\n\n```sh\n# somebody\n```\n')).toEqual([]);
});

describe('the prose of a file', () => {
  test('of YAML is its comments, names and descriptions', () => {
    const yaml = [
      '# Comes first.',
      'name: A short name',
      'inputs:',
      '  region:',
      '    description: >-',
      '      Two lines',
      '      of text.',
      '    default: not this text',
      'run: echo "# nor this" # zizmor: ignore[unpinned-uses] but this reason',
    ].join('\n');
    const { text, toLine } = readProse('action.yml', yaml);
    const lines = text.split('\n');

    for (const [part, line] of [
      ['Comes first.', 1],
      ['A short name', 2],
      ['Two lines of text.', 5],
      ['but this reason', 9],
    ] as const) {
      expect(lines).toContain(part);
      expect(toLine(lines.indexOf(part) + 1)).toBe(line);
    }
    expect(text).not.toContain('not this');
  });

  test('of TypeScript is its comments, and its strings with several words', () => {
    const source = [
      "import { thing } from 'some words here';",
      '/**',
      ' * What it',
      ' * does, see {@link thing}.',
      ' */',
      'const one = "single";',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a template.
      'fail(`The host ${host} is not known.`); // why it fails',
    ].join('\n');
    const { text, toLine } = readProse('a.ts', source);
    const lines = text.split('\n');

    expect(lines).toContain('What it does, see `thing`.');
    expect(lines).toContain('The host `…` is not known.');
    expect(toLine(lines.indexOf('The host `…` is not known.') + 1)).toBe(7);
    expect(text).not.toContain('some words');
    expect(text).not.toContain('single');
  });
});
