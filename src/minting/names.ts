/** The kinds of credential that the input `mint` can name. */
export const MINT_NAMES = ['api-key', 'access-token', 'registry-token'] as const;

/** The name of a kind of credential that can be minted. */
export type MintName = (typeof MINT_NAMES)[number];

/** The kinds that can be found and revoked. IAM cannot revoke an access token. */
export const REVOCABLE_MINTS = ['api-key', 'registry-token'] as const satisfies readonly MintName[];

/** The name of a kind that leaves a record in the state, see `minted-record.ts`. */
export type RevocableMint = (typeof REVOCABLE_MINTS)[number];

/** Whether what the input `mint` asks for can be revoked when the job ends. */
export function isRevocable(mint: 'none' | MintName): mint is RevocableMint {
  return REVOCABLE_MINTS.some((name) => name === mint);
}
