/** Runs after the post steps of all later steps. Nothing that they created may be left. */
import { once } from 'node:events';
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { exportVariable, getState, info, setFailed } from '@actions/core';
import { describeFolder } from './docker-config.ts';
import type { Account } from './serve.ts';

const url = getState('url');
if (url !== '') {
  const [response] = await once(get(url), 'response');
  const account = (await json(response)) as Account;
  // Otherwise, the post steps of other actions, such as checkout, would use the double after it has ended.
  for (const name of JSON.parse(getState('variables'))) {
    exportVariable(name, '');
  }
  const complaints = [...complainAboutCloud(account), ...complainAboutConfig()];
  if (complaints.length > 0) {
    setFailed(complaints.join('\n'));
  } else {
    info(`Made and gone: ${account.made.join(', ')}. The Docker config is what it was.`);
  }
}

function complainAboutCloud({ made, alive, mistake }: Account): readonly string[] {
  return [
    ...alive.map((what) => `Still alive: ${what}.`),
    ...(made.length === Number(getState('made'))
      ? []
      : [`${getState('made')} credentials were to be made, but ${made.length} were.`]),
    ...(mistake === undefined ? [] : [`Inside the double: ${mistake}`]),
  ];
}

function complainAboutConfig(): readonly string[] {
  const folder = getState('config-folder');
  const before = getState('config-before');
  const now = describeFolder(folder);
  return now === before ? [] : [`${folder} was (${before}) and is (${now}).`];
}
