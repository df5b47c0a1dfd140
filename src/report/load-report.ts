/** Loads what is told at the end of a login: there is time for it while a client waits for the registry. */
export function loadReport(): Promise<typeof import('./login-report.ts')> {
  return import('./login-report.ts');
}
