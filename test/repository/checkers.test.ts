import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { type Checker, findChecker, reportMissingChecker } from '../support/checkers.ts';
import { listYamlBlocks, toCheckableFile } from './snippets.ts';

const WORKFLOWS = globSync(['.github/workflows/*.yml', 'examples/*.yml'], { cwd: ROOT }).toSorted();
const ACTIONS = globSync(['{,sweep/,logout/}action.yml', 'examples/**/action.yml'], { cwd: ROOT });
const OTHERS = ['.github/dependabot.yml'];
const PAGES = globSync(['*.md', 'docs/*.md'], { cwd: ROOT }).toSorted();

/** A workflow that runs text from a stranger. */
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
  /** The files of this repository that it checks. */
  readonly files: readonly string[];
  /** Only checks that are the same on every computer: they do not use optional tools on the PATH. */
  readonly args: readonly string[];
  /** Whether it supports this kind of file. */
  readonly takes: (file: string) => boolean;
  /** What it prints after it has checked a file. */
  readonly hasLookedAt: (file: string) => string;
  /** What it reports for {@link BAD}. */
  readonly complaint: RegExp;
}

const CHECKS: readonly Check[] = [
  {
    checker: 'actionlint',
    files: WORKFLOWS,
    args: ['-verbose', '-shellcheck=', '-pyflakes=', '-config-file', '.github/actionlint.yaml'],
    takes: (file) => !file.endsWith('action.yml'),
    hasLookedAt: (file) => `Linting ${file}`,
    complaint: /"github\.event\.pull_request\.title" is potentially untrusted/,
  },
  {
    checker: 'zizmor',
    // In a folder, it finds only actions, except in `.github/workflows`. So each file is named.
    files: [...WORKFLOWS, ...ACTIONS, ...OTHERS],
    args: ['--persona', 'pedantic', '--offline', '--no-progress', '--color', 'never'],
    takes: () => true,
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

/** Writes each code block of each page to a file, named after the page and the number of the block. */
function writeSnippets(checker: Checker): readonly string[] {
  return PAGES.flatMap((page) =>
    listYamlBlocks(readFileSync(join(ROOT, page), 'utf8')).flatMap((block, index) => {
      const file = toCheckableFile(block);
      if (file === undefined) {
        return [];
      }
      const name = `${basename(page, '.md')}-${index + 1}`;
      const place =
        file.kind === 'action' ? [name, 'action.yml'] : ['.github/workflows', `${name}.yml`];
      const path = join(folder, `${checker}-pages`, ...place);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text);
      return [path];
    }),
  );
}

describe.each(CHECKS)('$checker', ({ checker, files, args, hasLookedAt, complaint, takes }) => {
  const path = findChecker(checker);
  if (path === undefined) {
    reportMissingChecker(checker);
    return;
  }

  it.concurrent('finds no problem in the workflows and the examples', async () => {
    const [exitCode, output] = await check(path, [...args, ...files]);

    expect(exitCode, output).toBe(0);
    expect(files.length).toBeGreaterThan(10);
    expect(
      files.filter((file) => !output.includes(hasLookedAt(file))),
      output,
    ).toEqual([]);
  });

  it.concurrent('finds no problem in the code blocks of the documentation', async () => {
    const files = writeSnippets(checker).filter((file) => takes(file));
    const [exitCode, output] = await check(path, [...args, ...files]);

    expect(exitCode, output).toBe(0);
    expect(files.length).toBeGreaterThan(20);
  });

  it.concurrent('finds a script that runs text from a stranger', async () => {
    const file = join(folder, checker, '.github', 'workflows', 'bad.yml');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, BAD);
    const [exitCode, output] = await check(path, [...args, file]);

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(complaint);
  });
});
