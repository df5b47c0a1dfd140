import type { BasicCredential } from '../registry/registry.ts';
import { formatHelperEntry, openCredentialHelper } from '../stores/credential-helper.ts';
import { FileStore, formatFileEntry } from '../stores/file-store.ts';
import type { Store } from '../stores/store.ts';
import type { Deadline } from '../time/deadline.ts';

/**
 * The stores that a config hands its entries to: its own text, and credential helpers. The text is edited in
 * memory and written in one step with the journal; a helper changes at once.
 */
export class EntryStores {
  readonly #file: FileStore;
  readonly #deadline: Deadline;
  readonly #helpers = new Map<string, Promise<Store>>();

  /** @param text of the config. */
  constructor(text: string, deadline: Deadline) {
    this.#file = new FileStore(text);
    this.#deadline = deadline;
  }

  /** The text as it is to be. */
  get text(): string {
    return this.#file.text;
  }

  /**
   * Opens a store.
   *
   * @param name of a credential helper, `undefined` for the file.
   * @throws ActionError `credential-store` where there is no such program.
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

/** The entry of a login in the words of its store. */
export function formatEntry(store: string | undefined, credential: BasicCredential): string {
  return store === undefined ? formatFileEntry(credential) : formatHelperEntry(credential);
}
