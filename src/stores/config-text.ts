import type { Node } from 'jsonc-parser';
import { foldName, parseObject } from './docker-config.ts';

/**
 * The text of a Docker config, for edits. Only the bytes of an entry change, and removing an inserted entry restores
 * exactly the previous bytes: an entry is inserted before its siblings, with the same indentation.
 */
export class ConfigText {
  readonly text: string;
  readonly #root: Node;

  private constructor(text: string, root: Node) {
    this.text = text;
    this.#root = root;
  }

  /**
   * Parses a text.
   *
   * @returns `undefined` unless it is a JSON object whose `auths`, if there is one, is an object or `null`.
   */
  static parse(text: string): ConfigText | undefined {
    const root = parseObject(text);
    if (root === undefined) {
      return undefined;
    }
    const parsed = new ConfigText(text, root);
    return ['object', 'null', undefined].includes(parsed.#auths?.type) ? parsed : undefined;
  }

  /** Whether this is an object with nothing in it. */
  get isEmpty(): boolean {
    return propertiesOf(this.#root).length === 0;
  }

  /** The JSON text of the value of `auths`, `undefined` if there is none. */
  get auths(): string | undefined {
    const auths = this.#auths;
    return auths === undefined ? undefined : slice(this.text, auths);
  }

  /** The JSON text of a host's entry in `auths`, `undefined` if there is none. */
  read(host: string): string | undefined {
    const auths = this.#auths;
    const entry = auths === undefined ? undefined : findValue(auths, host);
    return entry === undefined ? undefined : slice(this.text, entry);
  }

  /** Sets a host's entry. Creates `auths` if it is missing or `null`. */
  write(host: string, entry: string): ConfigText {
    const auths = this.#auths;
    const alone = `{${JSON.stringify(host)}: ${entry}}`;
    if (auths === undefined) {
      return edited(insert(this.text, this.#root, 'auths', alone));
    }
    if (auths.type !== 'object') {
      return edited(replace(this.text, auths, alone));
    }
    const current = findValue(auths, host);
    return edited(
      current === undefined
        ? insert(this.text, auths, host, entry)
        : replace(this.text, current, entry),
    );
  }

  /** Removes a host's entry, if there is one. */
  remove(host: string): ConfigText {
    const auths = this.#auths;
    return auths === undefined ? this : edited(remove(this.text, auths, findIndex(auths, host)));
  }

  /**
   * Restores `auths` to what it was before the first entry. Does nothing while it still has an entry.
   *
   * @param before its JSON text (`null`), `undefined` if there was no `auths`.
   */
  restoreAuths(before: string | undefined): ConfigText {
    const auths = this.#auths;
    if (auths?.type !== 'object' || propertiesOf(auths).length > 0) {
      return this;
    }
    return edited(
      before === undefined
        ? remove(this.text, this.#root, findAuthsIndex(this.#root))
        : replace(this.text, auths, before),
    );
  }

  /** The value of `auths`. Docker ignores the case of the name. */
  get #auths(): Node | undefined {
    return propertiesOf(this.#root)[findAuthsIndex(this.#root)]?.children?.[1];
  }
}

/** @throws TypeError if what was inserted is not JSON. */
function edited(text: string): ConfigText {
  const config = ConfigText.parse(text);
  if (config === undefined) {
    throw new TypeError('This edit would make the config unreadable.');
  }
  return config;
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
