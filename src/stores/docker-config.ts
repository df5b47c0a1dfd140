import { getNodeValue, type Node, parseTree } from 'jsonc-parser';
import * as v from 'valibot';
import { isJsonObject, type JsonObject, parseJson } from '../text/json.ts';
import { objectOf, recordOf } from '../text/schemas.ts';

/*
 * Docker's config as Docker reads it, with Go's `encoding/json`. Member names are not case-sensitive: of several that
 * differ only in case, the last one counts, and objects are merged. A member of the wrong type makes Docker ignore
 * the whole file.
 *
 * Source: docker/cli, `cli/config/configfile/file.go`.
 */

const string = v.nullable(v.string('a string'));
const text = v.nullish(string);
const texts = v.nullish(recordOf(string, 'an object of strings'));
const list = v.nullish(v.array(string, 'an array of strings'));

/** An entry of `auths`. */
const ENTRY = {
  auth: v.nullish(v.pipe(v.string('a string'), v.check(isAuth, 'base64 of `user:secret`'))),
  username: text,
  password: text,
  email: text,
  serveraddress: text,
  identitytoken: text,
  registrytoken: text,
};

/** An entry of `proxies`. */
const PROXY = { httpProxy: text, httpsProxy: text, noProxy: text, ftpProxy: text, allProxy: text };

const CONFIG = {
  auths: v.nullish(recordOf(v.nullable(objectOf(ENTRY)), 'an object of logins')),
  credHelpers: texts,
  credsStore: text,
  HttpHeaders: texts,
  aliases: texts,
  features: texts,
  plugins: v.nullish(
    recordOf(v.nullable(recordOf(string, 'an object of strings')), 'an object of objects'),
  ),
  proxies: v.nullish(recordOf(v.nullable(objectOf(PROXY)), 'an object of objects')),
  pruneFilters: list,
  cliPluginsExtraDirs: list,
  currentContext: text,
  detachKeys: text,
  experimental: text,
  psFormat: text,
  imagesFormat: text,
  networksFormat: text,
  pluginsFormat: text,
  volumesFormat: text,
  statsFormat: text,
  serviceInspectFormat: text,
  servicesFormat: text,
  tasksFormat: text,
  secretFormat: text,
  configFormat: text,
  nodesFormat: text,
};

const ConfigSchema = v.object(CONFIG);

/** A member that Docker cannot read. */
export interface Flaw {
  /** The names that lead to it, as Docker spells them: `features`, `buildkit`. */
  readonly path: readonly string[];
  /** What Docker expects there: `a string`. */
  readonly expected: string;
}

/** The content of a config. */
export interface DockerConfig {
  /** Every member, by its name as Docker spells it. Members unknown to Docker keep their own spelling. */
  readonly members: JsonObject;
  readonly flaws: readonly Flaw[];
}

/**
 * Reads the text of a config.
 *
 * @returns `undefined` if it is not a JSON object.
 */
export function readDockerConfig(source: string): DockerConfig | undefined {
  const root = parseObject(source);
  if (root === undefined) {
    return undefined;
  }
  const { value, replaced } = readObject(root, []);
  const issues = [
    ...listIssues(value),
    // Docker decodes only the last `auth`, but each of them must have the right type.
    ...replaced.flatMap(listIssues).filter(({ kind }) => kind === 'schema'),
  ];
  const flaws = issues.map(({ path = [], message }) => ({
    path: path.map(({ key }) => String(key)),
    expected: message,
  }));
  return { members: value, flaws: uniqueBy(flaws, ({ path }) => JSON.stringify(path)) };
}

function listIssues(members: JsonObject): readonly v.InferIssue<typeof ConfigSchema>[] {
  return v.safeParse(ConfigSchema, members).issues ?? [];
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** The syntax tree of a JSON object, `undefined` for any other text. */
export function parseObject(source: string): Node | undefined {
  // For invalid JSON, `parseTree` would return the part that it understands.
  const root = isJsonObject(parseJson(source)) ? parseTree(source) : undefined;
  return root?.type === 'object' ? root : undefined;
}

/** The credential helper of a host, empty for the config file. */
export function findHelper({ members }: Pick<DockerConfig, 'members'>, host: string): string {
  const { credHelpers } = members;
  // An entry turns `credsStore` off for the host, even if it is empty or `null`.
  const isNamed = isJsonObject(credHelpers) && Object.hasOwn(credHelpers, host);
  return isNamed ? String(credHelpers[host] ?? '') : findStore({ members });
}

/** The credential helper for all hosts (`credsStore`), empty for none. */
export function findStore({ members }: Pick<DockerConfig, 'members'>): string {
  return String(members['credsStore'] ?? '');
}

/** Folds the case of a member name as Go does when it compares names. */
export function foldName(name: string): string {
  // A character of a name is a byte of the file, unless it was written as an escape (`\\u017f`).
  const isBytes = !/[^\0-\xff]/.test(name);
  const text = isBytes ? Buffer.from(name, 'latin1').toString('utf8') : name;
  // The long s is the only letter that folds to ASCII, but is not changed by `toLowerCase`.
  return text.toLowerCase().replaceAll('\u017f', 's');
}

/** An object as Docker reads it. */
interface ReadObject {
  readonly value: JsonObject;
  /** The values that a later member with the same name has replaced, each in an object of its own. */
  readonly replaced: readonly JsonObject[];
}

/** @param path the names that lead to the object, as Docker spells them. */
function readObject(node: Node, path: readonly string[]): ReadObject {
  // Not an object, because a member may be called `__proto__`.
  const members = new Map<string, unknown>();
  const replaced: JsonObject[] = [];
  for (const [given, child] of propertiesOf(node)) {
    const name = spell(given, namesAt(path));
    const isObject = child.type === 'object' && path.length < DEEPEST;
    const inner: { readonly value: unknown; readonly replaced: readonly JsonObject[] } = isObject
      ? readObject(child, [...path, name])
      : { value: getNodeValue(child), replaced: [] };
    replaced.push(...inner.replaced.map((value) => ({ [name]: value })));
    const earlier = members.get(name);
    if (earlier !== undefined) {
      replaced.push({ [name]: earlier });
    }
    members.set(name, join(earlier, inner.value, path));
  }
  const kept = [...members].filter(([, value]) => path.length > 0 || value !== null);
  return { value: Object.fromEntries(kept), replaced };
}

/** Merges two values of one member as Docker's decoder does. */
function join(earlier: unknown, value: unknown, path: readonly string[]): unknown {
  if (path.length === 0 && isJsonObject(earlier) && isJsonObject(value)) {
    return { ...earlier, ...value };
  }
  // A later `null` clears a map or a list, but not a string, except in a map.
  const keepsEarlier = path.length === 0 || isStruct(path);
  return value === null && keepsEarlier && typeof earlier === 'string' ? earlier : value;
}

const NAMES = Object.keys(CONFIG);
/** Members whose entries are objects with known member names. */
const INNER_NAMES: ReadonlyMap<string | undefined, readonly string[]> = new Map([
  ['auths', Object.keys(ENTRY)],
  ['proxies', Object.keys(PROXY)],
]);
/** The depth of the deepest objects that Docker knows. */
const DEEPEST = 2;

function isStruct(path: readonly string[]): boolean {
  return path.length === 2 && INNER_NAMES.has(path[0]);
}

function namesAt(path: readonly string[]): readonly string[] {
  if (path.length === 0) {
    return NAMES;
  }
  return (path.length === 2 ? INNER_NAMES.get(path[0]) : undefined) ?? [];
}

function spell(name: string, names: readonly string[]): string {
  return names.find((candidate) => foldName(candidate) === foldName(name)) ?? name;
}

/* v8 ignore next 5 -- The parser gives an object children, and each of them a name. */
function propertiesOf({ children = [] }: Node): readonly (readonly [string, Node])[] {
  return children.flatMap(({ children: pair = [] }) => {
    const [name, value] = pair;
    return value === undefined ? [] : [[String(name?.value), value] as const];
  });
}

/** Whether Docker can decode an `auth`. It treats an empty one as none. */
function isAuth(value: string): boolean {
  return (
    value === '' ||
    (isBase64(value) && Buffer.from(value, 'base64').toString('latin1').indexOf(':') > 0)
  );
}

/** Whether Go's decoder accepts a text as base64. It skips line breaks. */
export function isBase64(text: string): boolean {
  const encoded = text.replace(/[\r\n]/g, '');
  return encoded.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(encoded);
}
