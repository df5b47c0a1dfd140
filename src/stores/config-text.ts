import type { Node } from 'jsonc-parser';
import { foldName, parseObject } from './docker-config.ts';

/*
 * Edits of the text of a Docker config. Only the bytes of the entry change, and removing an inserted entry restores
 * exactly the previous bytes: an entry is inserted before its siblings, with the same indentation.
 *
 * Every function requires text for which `isEditable` is true.
 */

/** The JSON text of a host's entry in `auths`, `undefined` if there is none. */
export function readEntry(text: string, host: string): string | undefined {
  const auths = findAuths(parse(text));
  const entry = auths === undefined ? undefined : findValue(auths, host);
  return entry === undefined ? undefined : slice(text, entry);
}

/** The JSON text of the value of `auths`, `undefined` if there is none. */
export function readAuths(text: string): string | undefined {
  const auths = findAuths(parse(text));
  return auths === undefined ? undefined : slice(text, auths);
}

/** Sets a host's entry. Creates `auths` if it is missing or `null`. */
export function writeEntry(text: string, host: string, entry: string): string {
  const root = parse(text);
  const auths = findAuths(root);
  if (auths === undefined) {
    return insert(text, root, 'auths', `{${JSON.stringify(host)}: ${entry}}`);
  }
  if (auths.type !== 'object') {
    return replace(text, auths, `{${JSON.stringify(host)}: ${entry}}`);
  }
  const current = findValue(auths, host);
  return current === undefined ? insert(text, auths, host, entry) : replace(text, current, entry);
}

/** Removes a host's entry, if there is one. */
export function removeEntry(text: string, host: string): string {
  const auths = findAuths(parse(text));
  return auths === undefined ? text : remove(text, auths, findIndex(auths, host));
}

/**
 * Restores `auths` to what it was before the first entry. Does nothing while it still has an entry.
 *
 * @param before its JSON text (`null`), `undefined` if there was no `auths`.
 */
export function restoreAuths(text: string, before: string | undefined): string {
  const root = parse(text);
  const auths = findAuths(root);
  if (auths?.type !== 'object' || propertiesOf(auths).length > 0) {
    return text;
  }
  return before === undefined
    ? remove(text, root, findAuthsIndex(root))
    : replace(text, auths, before);
}

/** Whether the text is an object with nothing in it. */
export function isEmptyObject(text: string): boolean {
  return propertiesOf(parse(text)).length === 0;
}

/** Whether a text is a JSON object whose `auths`, if there is one, is an object or `null`. */
export function isEditable(text: string): boolean {
  const root = parseObject(text);
  const auths = root === undefined ? undefined : findAuths(root);
  return root !== undefined && ['object', 'null', undefined].includes(auths?.type);
}

function parse(text: string): Node {
  const root = parseObject(text);
  if (root === undefined) {
    throw new TypeError('The text of a config must be checked before it is edited.');
  }
  return root;
}

/** The value of `auths`. Docker ignores the case of the name. */
function findAuths(root: Node): Node | undefined {
  return propertiesOf(root)[findAuthsIndex(root)]?.children?.[1];
}

function findAuthsIndex(root: Node): number {
  return propertiesOf(root).findLastIndex(
    ({ children }) => foldName(String(children?.[0]?.value)) === 'auths',
  );
}

function slice(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

function replace(text: string, { offset, length }: Node, value: string): string {
  return text.slice(0, offset) + value + text.slice(offset + length);
}

/** The properties of an object; none for an `auths` that is `null`. */
function propertiesOf({ children = [] }: Node): readonly Node[] {
  return children;
}

/** If a key is repeated, the last one counts, as it does for Docker. */
function findIndex(object: Node, key: string): number {
  return propertiesOf(object).findLastIndex(({ children }) => children?.[0]?.value === key);
}

function findValue(object: Node, key: string): Node | undefined {
  return propertiesOf(object)[findIndex(object, key)]?.children?.[1];
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function insert(text: string, object: Node, key: string, value: string): string {
  const start = object.offset + 1;
  const next = propertiesOf(object)[0];
  const property = `${JSON.stringify(key)}: ${value}`;
  const inserted = next === undefined ? property : `${text.slice(start, next.offset)}${property},`;
  return text.slice(0, start) + inserted + text.slice(start);
}

function remove(text: string, object: Node, index: number): string {
  const properties = propertiesOf(object);
  const property = properties[index];
  if (property === undefined) {
    return text;
  }
  const previous = properties[index - 1];
  const next = properties[index + 1];
  const previousEnd = previous === undefined ? object.offset + 1 : endOf(previous);
  // Between two properties there is only a comma and whitespace.
  if (next === undefined) {
    return text.slice(0, previousEnd) + text.slice(endOf(property));
  }
  const start = previous === undefined ? previousEnd : text.indexOf(',', previousEnd) + 1;
  return text.slice(0, start) + text.slice(text.indexOf(',', endOf(property)) + 1);
}
