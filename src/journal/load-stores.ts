/**
 * Loads everything about credential stores: hardly any machine of a runner has one. The one place that does,
 * so that it is bundled once.
 */
export function loadStores(): Promise<typeof import('./stored-logins.ts')> {
  return import('./stored-logins.ts');
}
