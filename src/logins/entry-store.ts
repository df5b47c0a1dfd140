import type { BasicCredential } from '../registry/registry.ts';
import { formatHelperEntry, openCredentialHelper } from '../stores/credential-helper.ts';
import { FileStore, formatFileEntry } from '../stores/file-store.ts';
import type { Store } from '../stores/store.ts';
import type { Deadline } from '../time/deadline.ts';

/**
 * The stores of the entries of one config: its own text, and credential helpers. The text is edited in memory and
 * committed together with the journal; a credential helper changes immediately.
 */
export class EntryStores {
  readonly #file: FileStore;
  readonly #deadline: Deadline;
  readonly #helpers = new Map<string, Promise<Store>>();

  /** @param text the text of the config. */
  constructor(text: string, deadline: Deadline) {
    this.#file = new FileStore(text);
    this.#deadline = deadline;
  }

  /** The text of the config with all changes so far. */
  get text(): string {
    return this.#file.text;
  }

  /**
   * Opens a store.
   *
   * @param name the name of a credential helper, `undefined` for the config file.
   * @throws ActionError `credential-store` if the program of the helper is not on the PATH.
   */
  async open(name: string | undefined): Promise<Store> {
    if (name === undefined) {
      return this.#file;
    }
    const opened = this.#helpers.get(name) ?? openCredentialHelper(name, this.#deadline);
    this.#helpers.set(name, opened);
    return opened;
  }
}

/** The entry of a login, as JSON text in the format of its store. */
export function formatEntry(store: string | undefined, credential: BasicCredential): string {
  return store === undefined ? formatFileEntry(credential) : formatHelperEntry(credential);
}
