import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { type Checker, findChecker, missChecker } from '../support/checkers.ts';

const WORKFLOWS = globSync(['.github/workflows/*.yml', 'examples/*.yml'], { cwd: ROOT }).toSorted();
const ACTIONS = globSync(['{,sweep/,logout/}action.yml', 'examples/**/action.yml'], { cwd: ROOT });
const OTHERS = ['.github/dependabot.yml'];

/** A workflow that runs what a stranger writes. */
const BAD = `name: Greeting
on: pull_request_target
permissions: {}
jobs:
  greet:
    name: Greet
    runs-on: ubuntu-24.04
    steps:
      - run: echo "Hello, \${{ github.event.pull_request.title }}!"
`;

interface Check {
  readonly checker: Checker;
  /** What it looks at in this repository. */
  readonly files: readonly string[];
  /** Only what is the same on each computer: without the tools that are used where they are on the PATH. */
  readonly args: readonly string[];
  /** What it says when it has looked at a file. */
  readonly hasLookedAt: (file: string) => string;
  /** What it says of {@link BAD}. */
  readonly complaint: RegExp;
}

const CHECKS: readonly Check[] = [
  {
    checker: 'actionlint',
    files: WORKFLOWS,
    args: ['-verbose', '-shellcheck=', '-pyflakes=', '-config-file', '.github/actionlint.yaml'],
    hasLookedAt: (file) => `Linting ${file}`,
    complaint: /"github\.event\.pull_request\.title" is potentially untrusted/,
  },
  {
    checker: 'zizmor',
    // Of a folder it takes the actions alone, unless it is `.github/workflows`: so each file by its name.
    files: [...WORKFLOWS, ...ACTIONS, ...OTHERS],
    args: ['--persona', 'pedantic', '--offline', '--no-progress', '--color', 'never'],
    hasLookedAt: (file) => `completed ${file}`,
    complaint: /error\[template-injection\]/,
  },
];

const folder = mkdtempSync(join(tmpdir(), 'bad-workflow-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function check(
  path: string,
  args: readonly string[],
): Promise<[exitCode: unknown, output: string]> {
  return new Promise((resolve) => {
    execFile(path, [...args], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve([error === null ? 0 : error.code, stdout + stderr]);
    });
  });
}

describe.each(CHECKS)('$checker', ({ checker, files, args, hasLookedAt, complaint }) => {
  const path = findChecker(checker);
  if (path === undefined) {
    missChecker(checker);
    return;
  }

  it.concurrent('finds nothing in the workflows and the examples', async () => {
    const [exitCode, output] = await check(path, [...args, ...files]);

    expect(exitCode, output).toBe(0);
    expect(files.length).toBeGreaterThan(10);
    expect(
      files.filter((file) => !output.includes(hasLookedAt(file))),
      output,
    ).toEqual([]);
  });

  it.concurrent('would find a script that a stranger writes', async () => {
    const file = join(folder, checker, '.github', 'workflows', 'bad.yml');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, BAD);
    const [exitCode, output] = await check(path, [...args, file]);

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(complaint);
  });
});
