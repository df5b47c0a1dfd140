import { info, notice, warning } from '@actions/core';
import { checkEverywhere } from './client/check-everywhere.ts';
import { chooseClient } from './client/choose-client.ts';
import type { Client } from './client/client.ts';
import { type Login, obtainCredentials } from './credential/obtain-credentials.ts';
import { type Inputs, readInputs } from './inputs/inputs.ts';
import { explainMissingCredentials } from './inputs/missing-credentials.ts';
import { logInToStores } from './journal/log-in-to-stores.ts';
import { planConfigs } from './journal/plan-configs.ts';
import { writeEverywhere } from './journal/write-everywhere.ts';
import { undoAtOnce } from './mint/undo-at-once.ts';
import { checkPulls } from './registry/pull-check.ts';
import { setLoginOutputs, setRegistryOutputs } from './report/login-outputs.ts';
import {
  type LoginReport,
  reportLogin,
  type WordedReport,
  wordLogin,
} from './report/login-report.ts';
import { openSession, refuseOtherAccount, type Session, startState } from './session.ts';

/** The main step: from a region and a secret to a login. */
export async function login(): Promise<void> {
  const inputs = readInputs();
  for (const text of inputs.notices) {
    notice(text);
  }
  try {
    await (inputs.source === undefined
      ? skipLogin(inputs)
      : logIn(openSession(inputs, inputs.source)));
  } catch (error) {
    setRegistryOutputs(inputs.registries);
    throw error;
  }
}

async function skipLogin(inputs: Inputs): Promise<void> {
  startState(inputs, undefined).save();
  const reason = explainMissingCredentials(process.env, { profileId: inputs.profile?.id });
  if (inputs.onMissingCredentials === 'fail') {
    throw reason;
  }
  setRegistryOutputs(inputs.registries);
  info(
    `Not logged in, as \`on-missing-credentials: skip\` asks for. ${reason.explanation.problem}`,
  );
}

async function logIn(session: Session): Promise<void> {
  const client = await chooseClient(session);
  // The configs are looked at first: one that cannot take the login is known before a credential goes anywhere.
  const configs =
    client === undefined
      ? []
      : await planConfigs(client.name, session.inputs, session.http.deadline);
  try {
    await refuseOtherAccount(session);
    const logins = await obtainCredentials(session);
    const report = { session, logins, client: client?.name, configs };
    const words = client === undefined ? wordLogin(report) : await checkAndWrite(client, report);
    await setLoginOutputs(report);
    reportLogin(words);
  } catch (error) {
    await undoAtOnce(session);
    throw error;
  } finally {
    client?.dispose();
  }
}

async function checkAndWrite(client: Client, report: LoginReport): Promise<WordedReport> {
  const { session, logins, configs } = report;
  const words = wordLogin(report);
  const check: typeof checkEverywhere = (...given) =>
    checkEverywhere(...given).finally(client.dispose);
  session.state.save();
  if (configs.some(({ stores }) => stores.size > 0)) {
    await logInToStores({ session, client, plans: configs, logins, check });
  } else {
    const checked = await check(client, logins, session.http.deadline);
    await writeEverywhere(session, configs, checked);
  }
  await warnOfPulls(session, logins);
  return words;
}

async function warnOfPulls(session: Session, logins: readonly Login[]): Promise<void> {
  const named = logins.filter(({ registry }) => registry.images.length > 0);
  if (named.length === 0) {
    return;
  }
  const warnings = named.map(({ registry, credential }) =>
    checkPulls(session.http, registry, credential),
  );
  for (const text of (await Promise.all(warnings)).flat()) {
    warning(text);
  }
}
