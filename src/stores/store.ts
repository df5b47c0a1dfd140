/**
 * Where the entry of a host is stored: the config file, or a credential helper. An entry is JSON text in the format
 * of its store.
 */
export interface Store {
  /** The current entry, `undefined` if there is none. */
  readonly read: (host: string) => Promise<string | undefined>;
  readonly write: (host: string, entry: string) => Promise<void>;
  readonly remove: (host: string) => Promise<void>;
}
