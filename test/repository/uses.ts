import { parse } from 'yaml';

/** The action, under the account name that examples use. */
const ACTION = 'OWNER/icr-login';

/** A step that uses an action of this repository. */
export interface Use {
  /** Where the action is: `action.yml`, `sweep/action.yml`, … */
  readonly action: string;
  readonly id: string | undefined;
  /** As written, including placeholders. */
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Finds the steps that use an action of this repository.
 *
 * @param text a workflow or a part of one. A `with:` without `uses:` belongs to the login. @throws for text
 * that is not YAML.
 */
export function listUses(text: string): readonly Use[] {
  return listMappings(parse(text)).flatMap(toUse);
}

/** All mappings in a document, at any depth. */
function listMappings(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const below = Object.values(value).flatMap(listMappings);
  return Array.isArray(value) ? below : [value as Readonly<Record<string, unknown>>, ...below];
}

function toUse(step: Readonly<Record<string, unknown>>): readonly Use[] {
  const { id, with: inputs } = step;
  const uses = String(step['uses'] ?? (inputs === undefined ? '' : ACTION));
  if (!uses.startsWith(ACTION)) {
    return [];
  }
  const values = Object.entries(inputs ?? {}).map(([name, value]) => [name, String(value)]);
  const [folder = ''] = uses.slice(ACTION.length).split('@');
  return [
    {
      action: `${folder}/action.yml`.replace(/^\//, ''),
      id: typeof id === 'string' ? id : undefined,
      inputs: Object.fromEntries(values),
    },
  ];
}

/** An output of a step that an expression reads. */
export interface Mention {
  readonly id: string;
  readonly output: string;
}

/** Finds every `steps.ID.outputs.NAME`. */
export function listMentions(text: string): readonly Mention[] {
  const mentions = text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g);
  return [...mentions].map(([, id = '', output = '']) => ({ id, output }));
}
