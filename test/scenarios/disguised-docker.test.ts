import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Machine } from '../runner/index.ts';
import { findProgram } from '../runner/programs.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { addPlainScript, shellScript } from '../support/scripts.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { watchFile } from '../support/watch-file.ts';

/** What can be behind the name `docker` if it is podman, and how to install it. */
const DISGUISES: readonly (readonly [what: string, put: (machine: Machine) => void])[] = [
  ['a link to podman', ({ bin }) => symlinkSync(findProgram('podman'), join(bin, 'docker'))],
  ['a script around `podman $*`', (machine) => addDocker(machine, 'podman $*')],
  [
    'a script that calls podman after 900 bytes of comments',
    (machine) => addDocker(machine, `# ${'-'.repeat(900)}`, 'exec podman --log-level=error "$@"'),
  ],
  [
    'the script of the package podman-docker',
    (machine) =>
      addDocker(
        machine,
        '[ -e /etc/containers/nodocker ] || \\',
        'echo "Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg." >&2',
        'exec podman "$@"',
      ),
  ],
  [
    'a script that looks for docker first',
    (machine) =>
      addDocker(
        machine,
        'if command -v docker-ce >/dev/null; then exec docker-ce "$@"; fi',
        'exec podman "$@"',
      ),
  ],
];

/** The same, with the environment of the step lost on the way, as by `sudo`, or with a file of their own choice. */
const DEAF: readonly (readonly [what: string, ...lines: string[]])[] = [
  [
    'it drops the variables',
    'unset REGISTRY_AUTH_FILE DOCKER_CONFIG',
    '[ -z "$USERS_FILE" ] || export REGISTRY_AUTH_FILE="$USERS_FILE"',
    'exec podman "$@"',
  ],
  [
    'it names a file itself',
    '[ "$USERS_FILE" ] || USERS_FILE="$XDG_RUNTIME_DIR/containers/auth.json"',
    'export REGISTRY_AUTH_FILE="$USERS_FILE"',
    'exec podman "$@"',
  ],
];

function addDocker(machine: Machine, ...lines: readonly string[]): void {
  addPlainScript(machine, 'docker', shellScript(...lines));
}

/** The user's own logins, in a file that podman reads. */
const MINE = `{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}, "quay.io": {"auth": "bWU6bWluZQ=="}}}\n`;

/** A machine with a file that belongs to podman. */
interface Place {
  readonly what: string;
  /** The file that podman reads first. */
  readonly file: (machine: Machine) => string;
  /** Whether REGISTRY_AUTH_FILE names it. */
  readonly isNamed: boolean;
  /** Whether it exists, with {@link MINE} in it. */
  readonly hasLogin: boolean;
}

const own = ({ root }: Machine): string => join(root, 'run', 'containers', 'auth.json');
const named = ({ home }: Machine): string => join(home, 'podman', 'logins.json');
const PLACES: readonly Place[] = [
  { what: 'no login of its own', file: own, isNamed: false, hasLogin: false },
  { what: 'a login of its own', file: own, isNamed: false, hasLogin: true },
  { what: 'a REGISTRY_AUTH_FILE that does not exist', file: named, isNamed: true, hasLogin: false },
  { what: 'a REGISTRY_AUTH_FILE with a login', file: named, isNamed: true, hasLogin: true },
];

/** Runs a job whose docker is podman. Podman's own file must stay the same at every moment. */
async function playDisguised(stage: Stage, { file, isNamed, hasLogin }: Place): Promise<void> {
  const path = file(stage.machine);
  if (hasLogin) {
    writeBefore(path, MINE);
  }
  const endWatch = hasLogin ? await watchFile(path) : undefined;
  const { apiKey } = stage.user;
  const job = stage.startJob({ env: isNamed ? { REGISTRY_AUTH_FILE: path } : {} });
  const main = await stage.step(job, { client: 'docker', region: 'us-south, eu-de' }).main();

  expect(readMessages(main, 'warning')).toEqual(
    hasLogin ? [expect.stringContaining(`${path} has its own login to us.icr.io.`)] : [],
  );
  expect(main.lines).toContainEqual(expect.stringMatching(/^Checked with docker, written to /));
  expect(stage.readConfig()).toEqual({
    auths: { 'us.icr.io': toEntry(apiKey), 'de.icr.io': toEntry(apiKey) },
  });
  const login = await job.run('podman', ['login', '--get-login', 'us.icr.io']);
  expect(login.stdout).toBe(hasLogin ? 'octocat\n' : 'iamapikey\n');

  const [post] = await job.finish();
  expect(post?.annotations).toEqual([]);
  expect(existsSync(path)).toBe(hasLogin);
  if (endWatch !== undefined) {
    expect([...(await endWatch())]).toEqual([MINE]);
    expect(readFileSync(path, 'utf8')).toBe(MINE);
  }
}

describe('a docker that is podman', () => {
  for (const [disguise, put] of DISGUISES) {
    for (const place of PLACES) {
      const name = `as ${disguise}, with ${place.what}, logs in and leaves nothing behind`;
      scenario(name, { programs: ['podman'] }, async (stage) => {
        put(stage.machine);
        await playDisguised(stage, place);
      });
    }
  }

  scenario(
    'that writes to a file which cannot be restored, causes a warning',
    { programs: ['podman'] },
    async (stage) => {
      const path = own(stage.machine);
      writeBefore(path, MINE);
      const [, ...lines] = DEAF[0] ?? [''];
      addDocker(stage.machine, ...lines);
      const job = stage.startJob();
      playFault(job, { below: path, only: 'rename', call: 'every', outcome: 'ENOSPC' });
      const main = await stage.step(job, { client: 'docker' }).main();

      expect(readMessages(main, 'warning')).toContainEqual(
        expect.stringMatching(/It is still there: run `docker logout` for each host\. ENOSPC/),
      );
      endFault(job);
      await job.finish();
      stage.excepted.push(path);
      stage.changed.push('.config');
    },
  );

  for (const [what, ...lines] of DEAF) {
    for (const { file, isNamed, hasLogin, what: where } of PLACES) {
      const name = `whatever its environment says (${what}), with ${where}: nothing stays`;
      scenario(name, { programs: ['podman'] }, async (stage) => {
        addDocker(stage.machine, ...lines);
        const path = file(stage.machine);
        if (hasLogin) {
          writeBefore(path, MINE);
        }
        const job = stage.startJob({
          env: isNamed ? { REGISTRY_AUTH_FILE: path, USERS_FILE: path } : {},
        });
        const main = await stage.step(job, { client: 'docker', region: 'us-south, eu-de' }).main();

        expect(main.outputs['logged-in']).toBe('true');
        expect(readMessages(main, 'notice')).toEqual([
          expect.stringMatching(/^docker stored the login to .+ This step removed it from there/),
        ]);
        expect(existsSync(path)).toBe(hasLogin);
        expect(hasLogin ? readFileSync(path, 'utf8') : MINE).toBe(MINE);
        const [post] = await job.finish();
        expect(post?.annotations).toEqual([]);
        expect(hasLogin ? readFileSync(path, 'utf8') : MINE).toBe(MINE);
        // A directory that podman makes wherever it runs.
        expect(existsSync(own(stage.machine))).toBe(hasLogin && path === own(stage.machine));
      });
    }
  }

  scenario(
    'and whose login was overwritten at the same moment logs in once more',
    { programs: ['podman'] },
    async (stage) => {
      const first = join(stage.machine.root, 'first');
      addDocker(
        stage.machine,
        `if [ ! -e '${first}' ]; then : >'${first}'; exit 0; fi`,
        'exec podman "$@"',
      );
      const { main } = await stage.play({ client: 'docker' });

      expect(main.outputs['logged-in']).toBe('true');
      expect(stage.cloud.requestsTo('registry').length).toBeGreaterThan(0);
    },
  );

  scenario(
    'and stores nobody knows where is told to log out',
    { programs: ['podman'] },
    async (stage) => {
      const hidden = join(stage.machine.root, 'hidden.json');
      addDocker(stage.machine, `REGISTRY_AUTH_FILE='${hidden}' exec podman "$@"`);
      const { code, message } = readError(await stage.fail({ client: 'docker' }));

      expect(code).toBe('check-failed');
      expect(message).toContain('this step ran `docker logout us.icr.io`');
      expect(readFileSync(hidden, 'utf8')).not.toContain('us.icr.io');
    },
  );

  scenario(
    'reports why the registry refuses the login',
    { programs: ['podman'] },
    async (stage) => {
      addDocker(stage.machine, 'podman $*');
      const main = await stage.fail({ 'api-key': `${stage.user.apiKey}x` });
      expect(main.log).toContain('(icr-login: credential-refused)');
      expect(existsSync(own(stage.machine))).toBe(false);
    },
  );
});
