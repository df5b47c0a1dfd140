/**
 * Where the entry of a host lives: the config file, or a credential helper. An entry is JSON text, in the
 * words of its store.
 */
export interface Store {
  /** The entry that is there now, `undefined` where there is none. */
  readonly read: (host: string) => Promise<string | undefined>;
  readonly write: (host: string, entry: string) => Promise<void>;
  readonly remove: (host: string) => Promise<void>;
}
