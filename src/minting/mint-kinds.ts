import { accessTokenMint } from './access-token.ts';
import { apiKeyMint } from './api-key.ts';
import type { MintKind, RevocableMintKind } from './mint.ts';
import type { MintName, RevocableMint } from './minted.ts';
import { registryTokenMint } from './registry-token.ts';

/** Every kind of credential that can be minted. */
const KINDS: Readonly<Record<MintName, MintKind>> &
  Readonly<Record<RevocableMint, RevocableMintKind>> = {
  'api-key': apiKeyMint,
  'access-token': accessTokenMint,
  'registry-token': registryTokenMint,
};

/** Finds the kind with this name. */
export function findMintKind(name: RevocableMint): RevocableMintKind;
export function findMintKind(name: MintName): MintKind;
export function findMintKind(name: MintName): MintKind {
  return KINDS[name];
}
