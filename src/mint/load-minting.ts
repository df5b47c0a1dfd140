/**
 * Loads everything about credentials that are made: most steps need none of it. The one place that does, so
 * that it is bundled once.
 */
export function loadMinting(): Promise<typeof import('./minting.ts')> {
  return import('./minting.ts');
}
