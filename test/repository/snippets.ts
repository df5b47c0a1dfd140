import { parse, stringify } from 'yaml';
import { PIN } from '../support/act.ts';
import { listMentions } from './uses.ts';

const CODE_BLOCK = /^( *)```(\w*)\n(.*?)^\1```$/gms;

/** Replaces the omitted part of a shortened ID. */
const CUT = '01234567-89ab-cdef-0123-456789abcdef';

/** A file that a checker accepts, created from a part of a page. */
export interface CheckableFile {
  readonly kind: 'workflow' | 'action';
  readonly text: string;
}

/** The YAML code blocks of a page, which readers may copy. */
export function listYamlBlocks(page: string): readonly string[] {
  const blocks = [...page.matchAll(CODE_BLOCK)].filter(([, , language]) => language === 'yaml');
  return blocks.map(([, indent = '', , code = '']) =>
    code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/**
 * Makes a whole workflow or action of a code block, as a reader would: steps, or the `with:` of the login,
 * become part of a job.
 *
 * @returns undefined for a block that belongs to another program.
 */
export function toCheckableFile(block: string): CheckableFile | undefined {
  // Checkers read the comments of a block, so whole files stay as they are.
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

/** Puts `with:` under the `uses:` of its step. */
function indentWith(step: string): string {
  const [uses = '', ...rest] = step.split('\n');
  const depth = /^ */.exec(rest[0] ?? '')?.[0].length ?? 0;
  return [uses, ...rest.map((line) => `  ${line.slice(depth)}`)].join('\n');
}

/** A job with these steps, with the indentation corrected. */
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

/** The steps of other code blocks whose outputs are used. */
function listEarlierSteps(steps: string): readonly string[] {
  const used = new Set(listMentions(steps).map(({ id }) => id));
  const earlier = [...used].filter((id) => !steps.includes(`- id: ${id}\n`));
  return earlier.map((id) => `- {id: ${id}, run: exit}`);
}
