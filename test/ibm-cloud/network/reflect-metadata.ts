/*
 * `@peculiar/x509` finds its algorithms through decorators, and cannot load unless `Reflect` has metadata
 * functions. It calls only these four.
 */

const metadata = new WeakMap<object, Map<unknown, unknown>>();

function define(key: unknown, value: unknown, target: object): void {
  const known = metadata.get(target) ?? new Map<unknown, unknown>();
  known.set(key, value);
  metadata.set(target, known);
}

function getOwn(key: unknown, target: object): unknown {
  return metadata.get(target)?.get(key);
}

function get(key: unknown, target: object): unknown {
  for (let level: object | null = target; level !== null; level = Object.getPrototypeOf(level)) {
    if (metadata.get(level)?.has(key)) {
      return getOwn(key, level);
    }
  }
  return undefined;
}

if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, {
    defineMetadata: define,
    getMetadata: get,
    getOwnMetadata: getOwn,
    metadata: (key: unknown, value: unknown) => (target: object) => define(key, value, target),
  });
}

export {};
