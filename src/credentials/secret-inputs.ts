/** The inputs that carry a source's secret, in the order of `action.yml`. */
export const SECRET_INPUTS = [
  'api-key',
  'access-token',
  'registry-token',
  'refresh-token',
] as const;

/** The name of such an input. */
export type SecretInput = (typeof SECRET_INPUTS)[number];
