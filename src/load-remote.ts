/**
 * Loads everything about requests and refusals: a login with docker sends nothing itself, and most go well.
 * The one place that does, so that it is bundled once.
 */
export function loadRemote(): Promise<typeof import('./remote.ts')> {
  return import('./remote.ts');
}
