import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TextlintKernel, type TextlintKernelOptions } from '@textlint/kernel';
import { ROOT } from './root.ts';

const load = createRequire(import.meta.url);
const kernel = new TextlintKernel();

/**
 * Limits for sentences that are understood on first reading: about thirty words, and commas for a list of
 * five.
 */
const LONGEST_SENTENCE = 200;
const MOST_COMMAS = 5;

/** Textlint's rules, and the terms of this project. */
const OPTIONS = {
  ext: '.md',
  plugins: [{ pluginId: 'markdown', plugin: loadModule('@textlint/textlint-plugin-markdown') }],
  rules: [
    {
      ruleId: 'terms',
      rule: loadModule('textlint-rule-prh'),
      options: {
        rulePaths: [join(ROOT, 'scripts', 'prose', 'terms.yml')],
        checkEmphasis: true,
        checkLink: true,
      },
    },
    {
      ruleId: 'terminology',
      rule: loadModule('textlint-rule-terminology'),
      // README is the name of a file.
      options: { exclude: ['readme(s)?'] },
    },
    {
      ruleId: 'write-good',
      rule: loadModule('textlint-rule-write-good'),
      options: {
        ...{ passive: false, weasel: false, adverb: false, so: false, thereIs: false },
        whitelist: [
          'it is',
          'It is',
          'it was',
          'It was',
          'all of',
          'multiple',
          'maintain',
          'request',
        ],
      },
    },
    {
      ruleId: 'sentence-length',
      rule: loadModule('textlint-rule-sentence-length'),
      options: { max: LONGEST_SENTENCE },
    },
    {
      ruleId: 'max-comma',
      rule: loadModule('textlint-rule-max-comma'),
      options: { max: MOST_COMMAS },
    },
  ],
} satisfies Omit<TextlintKernelOptions, 'filePath'>;

/** A sentence that needs to be rewritten. */
export interface Fault {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** Finds problems in the English of a Markdown text. */
export async function findFaults(text: string): Promise<readonly Fault[]> {
  const { messages } = await kernel.lintText(text, { ...OPTIONS, filePath: 'text.md' });
  return messages.map(({ loc, message, ruleId }) => ({
    line: loc.start.line,
    message: `${message.trim().replace(/\s+/g, ' ')} (${ruleId})`,
  }));
}

/** Textlint's packages are CommonJS. Some export their API as `default`, and few come with types. */
function loadModule<T>(name: string): T {
  const module: T & { readonly default?: T } = load(name);
  return module.default ?? module;
}
