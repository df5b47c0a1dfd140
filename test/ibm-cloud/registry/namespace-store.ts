import type { Clock } from '../clock.ts';
import type { Account } from '../identity/identities.ts';

/** A namespace of a registry, owned by one account. */
export interface Namespace {
  readonly registry: string;
  readonly name: string;
  readonly account: Account;
  readonly createdAt: number;
}

/** 4 to 30 characters. The first and the last are a letter or a digit. */
const NAME = /^[a-z0-9][a-z0-9_-]{2,28}[a-z0-9]$/;

/** The namespaces of all registries. A name exists only once per registry, across all accounts. */
export class NamespaceStore {
  readonly #namespaces = new Map<string, Namespace>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether IBM would accept the name. */
  isValid(name: string): boolean {
    return NAME.test(name);
  }

  /** Creates a namespace, or gives an existing one to the account. */
  add(registry: string, name: string, account: Account): Namespace {
    const namespace = { registry, name, account, createdAt: this.#clock.now() };
    this.#namespaces.set(toKey(registry, name), namespace);
    return namespace;
  }

  /** Finds a namespace. */
  find(registry: string, name: string): Namespace | undefined {
    return this.#namespaces.get(toKey(registry, name));
  }

  /** The namespaces of one account. */
  list(registry: string, account: Account): readonly Namespace[] {
    return [...this.#namespaces.values()].filter(
      (namespace) => namespace.registry === registry && namespace.account.id === account.id,
    );
  }

  /** Removes a namespace. */
  remove(registry: string, name: string): void {
    this.#namespaces.delete(toKey(registry, name));
  }
}

function toKey(registry: string, name: string): string {
  return `${registry}/${name}`;
}
