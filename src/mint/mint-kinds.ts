import type { MintKind, RevocableMintKind } from './mint.ts';
import type { MintName, RevocableMint } from './names.ts';

/** Loads what is about registry tokens, minted or not. */
export function loadRegistryTokens(): Promise<typeof import('./registry-token.ts')> {
  return import('./registry-token.ts');
}

/** Every kind of credential that can be made, each loaded where it is used. */
const KINDS: Readonly<Record<MintName, () => Promise<MintKind>>> &
  Readonly<Record<RevocableMint, () => Promise<RevocableMintKind>>> = {
  'api-key': async () => (await import('./api-key.ts')).apiKeyMint,
  'access-token': async () => (await import('./access-token.ts')).accessTokenMint,
  'registry-token': async () => (await loadRegistryTokens()).registryTokenMint,
};

/** Loads a kind. */
export function loadMintKind(name: RevocableMint): Promise<RevocableMintKind>;
export function loadMintKind(name: MintName): Promise<MintKind>;
export function loadMintKind(name: MintName): Promise<MintKind> {
  return KINDS[name]();
}
