/** External pages that errors and notices link to. */
export const LINKS = {
  accessTokens: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access',
  apiKeyLimit: 'https://cloud.ibm.com/docs/account?topic=account-known-issues',
  apiKeys: 'https://cloud.ibm.com/docs/iam?topic=iam-manapikey',
  authentication: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-auth-req',
  connection: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-connect',
  debugLogging: 'https://docs.github.com/actions/how-tos/monitor-workflows/enable-debug-logging',
  dependabotSecrets:
    'https://docs.github.com/code-security/dependabot/working-with-dependabot/configuring-access-to-private-registries-for-dependabot',
  docker: 'https://docs.docker.com/engine/install/',
  dockerConfig: 'https://docs.docker.com/reference/cli/docker/#configuration-files',
  dockerCredentialStores: 'https://docs.docker.com/reference/cli/docker/login/#credential-stores',
  forkSecrets:
    'https://docs.github.com/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions',
  ipAddresses: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_iam_ip',
  podman: 'https://podman.io/docs/installation',
  podmanHelpers:
    'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
  privateNetwork: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-private',
  quota: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-quota',
  regions: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_overview#registry_regions',
  reusableWorkflows: 'https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows',
  runner:
    'https://docs.github.com/actions/how-tos/manage-runners/self-hosted-runners/monitor-and-troubleshoot',
  runnerProxy:
    'https://docs.github.com/actions/how-tos/manage-runners/self-hosted-runners/use-proxy-servers',
  scope: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-scope',
  serviceIdKeys: 'https://cloud.ibm.com/docs/iam?topic=iam-serviceidapikeys',
  serviceIds: 'https://cloud.ibm.com/docs/iam?topic=iam-serviceids',
  status: 'https://cloud.ibm.com/status',
  trustedProfiles: 'https://cloud.ibm.com/docs/iam?topic=iam-create-trusted-profile',
} as const;

/**
 * Links to a page of this action's documentation, in the release that is running.
 *
 * @param path relative to `docs/`.
 * @returns `undefined` if the runner doesn't say which action and release this is, as with `uses: ./`.
 */
export function linkToDocs(
  path: string,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_ACTION_REPOSITORY, GITHUB_ACTION_REF } = environment;
  if (!(GITHUB_SERVER_URL && GITHUB_ACTION_REPOSITORY && GITHUB_ACTION_REF)) {
    return undefined;
  }
  // These are variables of the job, so only what looks like the address of a release is printed.
  const base = `${GITHUB_SERVER_URL}/${GITHUB_ACTION_REPOSITORY}/blob/${GITHUB_ACTION_REF}`;
  return RELEASE.test(base) ? `${base}/docs/${path}` : undefined;
}

/** The address of a release: server, owner, name and ref. */
const RELEASE = /^https:\/\/[\w.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+\/blob\/[\w./-]+$/;
