/**
 * `npm run demo [-- registry-token]`: shows the main use of the action with the IBM Cloud double, from
 * start to end: with a minted API key, or with minted registry tokens as in the original documentation. It
 * prints only what really happened, and exits with 1 if anything unexpected happened.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startIbmCloud } from '../test/ibm-cloud/index.ts';
import { findProgram } from '../test/ibm-cloud/programs.ts';
import { createMachine, findSecrets } from '../test/runner/index.ts';
import { plainRequests, skopeo } from './demo/image-tool.ts';
import { Narrator } from './demo/narrator.ts';
import { readAuth, readAuths, readUsername } from './demo/read-auth.ts';
import { findStory } from './demo/stories.ts';
import { ROOT } from './lib/root.ts';

const REPOSITORY = 'team/app';
/** What a developer may have in a Docker config before the job. */
const CONFIG_BEFORE = '{\n\t"auths": {},\n\t"currentContext": "default"\n}\n';

const narrator = new Narrator();
const programs = ['docker', 'skopeo'].filter((name) => findProgram(name) !== undefined);
const [name = 'api-key'] = process.argv.slice(2);
const story = findStory(name);
const cloud = await startIbmCloud({ deletedKeyGraceMs: story.deletedKeyGraceMs });
const machine = await createMachine({ programs, env: cloud.env });
try {
  await tell();
} finally {
  await machine.remove();
  await cloud.stop();
}
narrator.end();
process.exitCode = narrator.isWhole ? 0 : 1;

async function tell(): Promise<void> {
  const config = machine.dockerConfigPath;
  const account = cloud.createAccount();
  const credentials = story.arrange(cloud, account);
  const { 'api-key': apiKey } = credentials;
  cloud.createNamespace({ account, registry: 'us-south', name: 'team' });
  await cloud.seedImage('us-south', REPOSITORY, '1');
  mkdirSync(dirname(config), { recursive: true });
  writeFileSync(config, CONFIG_BEFORE);

  narrator.chapter('A double of IBM Cloud, on this machine');
  narrator.say(
    `IAM and the registries answer under their real names, with ${describeStorage()} behind them.`,
  );
  narrator.say(
    `The image us.icr.io/${REPOSITORY}:1 is there, and a job's Docker config holds no login.`,
  );

  narrator.chapter(story.mainChapter);
  const job = machine.startJob({ secrets: [apiKey] });
  const inputs = { region: 'us-south, eu-de', ...credentials };
  const step = job.step({ action: ROOT, with: inputs });
  const main = await step.main();
  narrator.quote(main.lines);
  narrator.check(!main.failed, 'the step succeeded');
  const logins = Object.entries(readAuths(config)).map(
    ([host, { auth }]) => `${host} as ${readUsername(auth)}`,
  );
  narrator.check(logins.length === 2, 'the Docker config has both logins', logins.join(', '));
  const exposed = await findSecrets(machine, [apiKey]);
  narrator.check(
    exposed.length === 0,
    'the API key that you passed in is in no file, argument or log line',
  );

  narrator.chapter('The login at work');
  const tool = programs.includes('skopeo') ? skopeo(job, machine.temp) : plainRequests(cloud);
  narrator.say(`With ${tool.name}:`);
  const image = { config, host: 'us.icr.io', repository: REPOSITORY, tag: '1' };
  const pulled = await tool.pull(image);
  narrator.check(pulled.isAllowed, `us.icr.io/${REPOSITORY}:1 is pulled`, pulled.what);
  const pushed = await tool.push({ ...image, tag: '2' });
  narrator.check(!pushed.isAllowed, 'a push is refused', pushed.what);
  const hasPushed = await cloud.hasImage('us-south', REPOSITORY, '2');
  narrator.check(!hasPushed, `us.icr.io/${REPOSITORY}:2 does not exist`);
  const stolen = join(machine.temp, 'stolen.json');
  copyFileSync(config, stolen);
  narrator.say(
    `Somebody copies the login of us.icr.io, ${readAuth(stolen, 'us.icr.io').length} characters.`,
  );

  narrator.chapter(story.postChapter);
  const post = await step.post();
  narrator.quote(post.lines);
  const isSame = readFileSync(config, 'utf8') === CONFIG_BEFORE;
  narrator.check(isSame, 'the Docker config has the bytes it had before');
  if (story.deletedKeyGraceMs > 0) {
    narrator.say(
      'IBM Cloud may accept a deleted key for a while, so the test double moves its clock forward.',
    );
    cloud.clock.advance(story.deletedKeyGraceMs + 1_000);
  }
  const after = await tool.pull({ ...image, config: stolen });
  narrator.check(!after.isAllowed, 'the copied login is refused', after.what);
  const issued = cloud.ledger.all().length;
  const alive = cloud.ledger.alive().length;
  narrator.check(
    issued === story.minted && alive === 0,
    'IBM Cloud has nothing left of this job',
    `${issued} made (${story.noun}), ${alive} alive`,
  );
  await job.finish();
}

function describeStorage(): string {
  return cloud.registryKind === 'distribution'
    ? 'the real docker-registry'
    : 'a small registry in memory';
}
