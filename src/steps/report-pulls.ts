import { info, warning } from '@actions/core';
import type { Login } from '../credentials/credential.ts';
import type { Http } from '../http/http.ts';
import { checkPulls } from '../registry/pull-check.ts';

/** Says for each image that the input `region` names whether the login can pull it. */
export async function reportPulls(http: Http, logins: readonly Login[]): Promise<void> {
  const checking = logins.map(({ registry, credential }) => checkPulls(http, registry, credential));
  for (const { isGranted, text } of (await Promise.all(checking)).flat()) {
    (isGranted ? info : warning)(text);
  }
}
