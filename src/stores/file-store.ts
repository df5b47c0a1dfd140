import type { BasicCredential } from '../registry/registry.ts';
import { encodeBasic } from '../runner/mask.ts';
import { readEntry, removeEntry, writeEntry } from './config-text.ts';
import type { Store } from './store.ts';

/**
 * The entries in `auths` of the text of a config. Changes only the text in memory, which is written to disk later,
 * together with the journal.
 */
export class FileStore implements Store {
  text: string;

  /** @param text a text for which `isEditable` is true. */
  constructor(text: string) {
    this.text = text;
  }

  async read(host: string): Promise<string | undefined> {
    return readEntry(this.text, host);
  }

  async write(host: string, entry: string): Promise<void> {
    this.text = writeEntry(this.text, host, entry);
  }

  async remove(host: string): Promise<void> {
    this.text = removeEntry(this.text, host);
  }
}

/** The entry that Docker writes into its config for a login. */
export function formatFileEntry({ username, secret }: BasicCredential): string {
  return JSON.stringify({ auth: encodeBasic(username, secret) });
}
