/** Pages of others that error messages and notices point to. IBM's are topics of its documentation. */
export const LINKS = {
  accessTokens: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access',
  apiKeyLimit: 'https://cloud.ibm.com/docs/account?topic=account-known-issues',
  apiKeys: 'https://cloud.ibm.com/docs/iam?topic=iam-manapikey',
  authentication: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-auth-req',
  connection: 'https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-connect',
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
 * A page of this action's documentation, of the release that runs.
 *
 * @param path below `docs/`.
 * @returns `undefined` where the runner doesn't say which action and which release this is, as for an action of the
 * repository itself (`uses: ./`).
 */
export function linkToDocs(
  path: string,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_ACTION_REPOSITORY, GITHUB_ACTION_REF } = environment;
  if (!(GITHUB_SERVER_URL && GITHUB_ACTION_REPOSITORY && GITHUB_ACTION_REF)) {
    return undefined;
  }
  // They are variables of the job: what doesn't look like the address of a release is not printed.
  const base = `${GITHUB_SERVER_URL}/${GITHUB_ACTION_REPOSITORY}/blob/${GITHUB_ACTION_REF}`;
  return RELEASE.test(base) ? `${base}/docs/${path}` : undefined;
}

/** The address of a release: server, owner, name and ref. */
const RELEASE = /^https:\/\/[\w.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+\/blob\/[\w./-]+$/;
