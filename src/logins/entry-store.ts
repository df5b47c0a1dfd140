import type { BasicCredential } from '../registry/registry.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import type { ConfigText } from '../stores/config-text.ts';
import { formatHelperEntry, openCredentialHelper } from '../stores/credential-helper.ts';
import { FileStore, formatFileEntry } from '../stores/file-store.ts';
import type { Lock } from '../stores/lock.ts';
import type { Store } from '../stores/store.ts';
import type { Deadline } from '../time/deadline.ts';

/**
 * The stores of the entries of one config: its own text, and credential helpers. The text is edited in memory and
 * committed together with the journal; a credential helper changes immediately.
 */
export class EntryStores {
  readonly #file: FileStore;
  readonly #deadline: Deadline;
  readonly #lock: Lock;
  readonly #helpers = new Map<string, Promise<Store>>();

  /**
   * @param content the text of the config.
   * @param lock the lock of the config.
   */
  constructor(content: ConfigText, deadline: Deadline, lock: Lock) {
    this.#file = new FileStore(content);
    this.#deadline = deadline;
    this.#lock = lock;
  }

  /** The text of the config with all changes so far. */
  get content(): ConfigText {
    return this.#file.content;
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
    const opened = this.#helpers.get(name) ?? this.#openHelper(name);
    this.#helpers.set(name, opened);
    return opened;
  }

  /**
   * If this process was suspended between two calls, another job may have stored its login: each change first proves
   * that this process still holds the lock. Entries that a helper keeps under a name of this action belong to one
   * record, so removing one needs no proof.
   */
  async #openHelper(name: string): Promise<Store> {
    const { read, write, remove } = await openCredentialHelper(name, this.#deadline);
    return {
      read,
      write: async (host, entry) => {
        await this.#lock.prove();
        await write(host, entry);
      },
      remove: async (host) => {
        if (isRegistryHost(host)) {
          await this.#lock.prove();
        }
        await remove(host);
      },
    };
  }
}

/** The entry of a login, as JSON text in the format of its store. */
export function formatEntry(store: string | undefined, credential: BasicCredential): string {
  return store === undefined ? formatFileEntry(credential) : formatHelperEntry(credential);
}
