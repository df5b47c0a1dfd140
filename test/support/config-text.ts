import { ConfigText } from '../../src/stores/config-text.ts';

/** Parses a text that is a config. */
export function parseConfig(text: string): ConfigText {
  const config = ConfigText.parse(text);
  if (config === undefined) {
    throw new Error(`This is not a config: ${text}`);
  }
  return config;
}
