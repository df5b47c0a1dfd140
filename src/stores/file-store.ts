import type { BasicCredential } from '../registry/registry.ts';
import { encodeBasic } from '../runner/mask.ts';
import type { ConfigText } from './config-text.ts';
import type { Store } from './store.ts';

/**
 * The entries in `auths` of a config. Changes only its text in memory, which is written to disk later, together with
 * the journal.
 */
export class FileStore implements Store {
  content: ConfigText;

  constructor(content: ConfigText) {
    this.content = content;
  }

  async read(host: string): Promise<string | undefined> {
    return this.content.read(host);
  }

  async write(host: string, entry: string): Promise<void> {
    this.content = this.content.write(host, entry);
  }

  async remove(host: string): Promise<void> {
    this.content = this.content.remove(host);
  }
}

/** The entry that Docker writes into its config for a login. */
export function formatFileEntry({ username, secret }: BasicCredential): string {
  return JSON.stringify({ auth: encodeBasic(username, secret) });
}
