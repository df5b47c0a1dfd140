import { parse, stringify } from 'yaml';
import { PIN } from '../support/act.ts';
import { listMentions } from './uses.ts';

const CODE_BLOCK = /^( *)```(\w*)\n(.*?)^\1```$/gms;

/** What stands for a part of an ID that is cut short. */
const CUT = '01234567-89ab-cdef-0123-456789abcdef';

/** A file that a checker takes, made of a part of a page. */
export interface CheckableFile {
  readonly kind: 'workflow' | 'action';
  readonly text: string;
}

/** The YAML code blocks of a page: what a reader would copy. */
export function listYamlBlocks(page: string): readonly string[] {
  const blocks = [...page.matchAll(CODE_BLOCK)].filter(([, , language]) => language === 'yaml');
  return blocks.map(([, indent = '', , code = '']) =>
    code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/**
 * Makes a whole workflow or action of a code block, as a reader would: steps, or the `with:` of the login, go into
 * a job.
 *
 * @returns undefined for what belongs to another program.
 */
export function toCheckableFile(block: string): CheckableFile | undefined {
  // Comments of the block matter to checkers: whole files stay as they are.
  const text = block.replaceAll('…', CUT);
  const content: unknown = parse(text);
  if (Array.isArray(content)) {
    return { kind: 'workflow', text: wrapSteps(text) };
  }
  const members = typeof content === 'object' && content !== null ? Object.keys(content) : [];
  if (members.includes('jobs')) {
    return { kind: 'workflow', text };
  }
  if (members.includes('runs')) {
    return { kind: 'action', text };
  }
  if (members.includes('steps')) {
    return { kind: 'workflow', text: wrapSteps(text.replace(/^\s*steps:\n/, '')) };
  }
  if (members.includes('with')) {
    const step = `- uses: OWNER/icr-login@${PIN} # v1.0.0\n${text.replace(/^(?= {8})/gm, '')}`;
    return { kind: 'workflow', text: wrapSteps(indentWith(step)) };
  }
  if (members.includes('container')) {
    const job = `    ${stringify({ ...(content as object) })
      .trim()
      .replaceAll('\n', '\n    ')}`;
    return { kind: 'workflow', text: wrapSteps('- run: echo done\n', `${job}\n`) };
  }
  return undefined;
}

/** Puts `with:` below the `uses:` of its step. */
function indentWith(step: string): string {
  const [uses = '', ...rest] = step.split('\n');
  const depth = /^ */.exec(rest[0] ?? '')?.[0].length ?? 0;
  return [uses, ...rest.map((line) => `  ${line.slice(depth)}`)].join('\n');
}

/** A job with these steps, whatever their depth in the page. */
function wrapSteps(steps: string, job = ''): string {
  const depth = /^ */.exec(steps)?.[0].length ?? 0;
  const given = steps.split('\n').map((line) => line.slice(depth));
  const lines = [...listEarlierSteps(steps), ...given].map((line) => `      ${line}`.trimEnd());
  return `name: Snippet
on: push
permissions: {}
concurrency:
  group: snippet
  cancel-in-progress: false
jobs:
  snippet:
    name: Snippet
    runs-on: ubuntu-24.04
${job}    steps:
${lines.join('\n')}
`;
}

/** Steps of other code blocks, whose outputs are used. */
function listEarlierSteps(steps: string): readonly string[] {
  const used = new Set(listMentions(steps).map(({ id }) => id));
  const earlier = [...used].filter((id) => !steps.includes(`- id: ${id}\n`));
  return earlier.map((id) => `- {id: ${id}, run: exit}`);
}
