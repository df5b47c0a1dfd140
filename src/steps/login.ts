import { info, notice, warning } from '@actions/core';
import { checkEverywhere } from '../clients/check-everywhere.ts';
import { chooseClient } from '../clients/choose-client.ts';
import { Authority } from '../credentials/authority.ts';
import type { Login } from '../credentials/credential.ts';
import type { Source } from '../credentials/source.ts';
import { describeError } from '../errors/describe.ts';
import { Http } from '../http/http.ts';
import { Iam, refuseOtherAccount } from '../iam/iam.ts';
import { readInputs } from '../inputs/inputs.ts';
import type { Inputs } from '../inputs/login-inputs.ts';
import { explainMissingCredentials, isUntrustedRun } from '../inputs/missing-credentials.ts';
import { planConfigs } from '../logins/plan-configs.ts';
import { checkPulls } from '../registry/pull-check.ts';
import { Deadline } from '../time/deadline.ts';
import { setLoginOutputs, setRegistryOutputs } from './login-outputs.ts';
import { reportFailure, reportLogin, reportSkipped } from './login-report.ts';
import { obtainLogins } from './obtain-logins.ts';
import { StateKeeper, saveNothing } from './saved-state.ts';
import { takeBack } from './take-back.ts';
import { watchTrust } from './watch-trust.ts';
import { keepEverywhere, tryEverywhere, writeEverywhere } from './write-everywhere.ts';

/** The main step: turns a region and a secret into a login. */
export async function login(): Promise<void> {
  try {
    await attemptLogin();
  } catch (error) {
    reportFailure(error);
    throw error;
  }
}

async function attemptLogin(): Promise<void> {
  saveNothing();
  const inputs = readInputs();
  for (const text of inputs.notices) {
    notice(text);
  }
  try {
    await (inputs.source === undefined ? skipLogin(inputs) : logIn(inputs, inputs.source));
  } catch (error) {
    nameRegistries(inputs);
    throw error;
  }
}

async function skipLogin(inputs: Inputs): Promise<void> {
  const reason = explainMissingCredentials(process.env, { profileId: inputs.profile?.id });
  if (inputs.onMissingCredentials === 'fail') {
    throw reason;
  }
  setRegistryOutputs(inputs.registries);
  reportSkipped(reason, isUntrustedRun());
}

async function logIn(inputs: Inputs, source: Source): Promise<void> {
  await watchTrust(!['file', 'none'].includes(inputs.client));
  const state = new StateKeeper({ ...inputs, source });
  const http = new Http(new Deadline(inputs.timeoutSeconds));
  const authority = new Authority(source, new Iam(http, inputs.iamUrl), inputs.accountId);
  const client = chooseClient(inputs.client, http);
  try {
    // Find out that a config cannot be written before a credential is sent anywhere.
    const configs =
      client === undefined
        ? []
        : await planConfigs({
            client: client.name,
            hosts: inputs.registries.map(({ host }) => host),
            isIsolated: inputs.config === 'isolated',
            deadline: http.deadline,
          });
    await tryEverywhere(configs, state, http.deadline);
    if (inputs.accountId !== undefined) {
      refuseOtherAccount(await authority.getToken(), inputs.accountId);
    }
    const logins = await obtainLogins({ inputs, source, http, authority, state });
    const isToStay = !inputs.logout;
    const writing = { configs, logins, isToStay, isToRevoke: inputs.revoke, state, http };
    if (client !== undefined) {
      await checkEverywhere(client, logins, http.deadline);
      await client.dispose();
    }
    const written = client === undefined ? [] : await writeEverywhere(writing);
    const { minted } = state.value;
    const report = { inputs, logins, minted, client: client?.name, configs };
    await setLoginOutputs(report, source, authority);
    // Not earlier: what a step wrote and minted before it failed or was stopped is of no use, so none of it stays.
    if (isToStay) {
      await keepEverywhere(written, writing);
    } else if (!inputs.revoke) {
      state.update({ revoke: false });
    }
    // Last, because it never fails, and may take all the time that is left.
    await reportPulls(http, logins);
    reportLogin(report);
  } catch (error) {
    await takeBack({ state, http, authority, iamUrl: inputs.iamUrl });
    throw error;
  } finally {
    await client?.dispose();
  }
}

/** Reports for each image in the input `region` whether the login can pull it. */
async function reportPulls(http: Http, logins: readonly Login[]): Promise<void> {
  const checking = logins.map(({ registry, credential }) => checkPulls(http, registry, credential));
  for (const { isGranted, text } of (await Promise.all(checking)).flat()) {
    (isGranted ? info : warning)(text);
  }
}

/** Sets the hosts as outputs of a failed step too. If that fails, it is a warning: the first failure is the error. */
function nameRegistries({ registries }: Inputs): void {
  try {
    setRegistryOutputs(registries);
  } catch (error) {
    warning(`The outputs were not set. ${describeError(error)}`);
  }
}
