import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Job, JobOptions, Machine, MachineOptions } from '../../runner/index.ts';
import { createMachine } from '../../runner/index.ts';

/**
 * Runs before each script of a toy action: short names for the file commands, and a loop to keep it
 * running.
 */
const PROLOGUE = `
const { appendFileSync } = require('node:fs');
const append = (name, text) => appendFileSync(process.env['GITHUB_' + name], text);
const stay = () => setInterval(() => {}, 1000);
`;

/** A JavaScript action for one test. */
export interface ToyAction {
  readonly main: string;
  readonly post?: string;
  readonly postIf?: string;
  /** YAML of the inputs, as a flow mapping. */
  readonly inputs?: string;
}

/** Creates a machine that is removed when the test ends. */
export async function openMachine(options: MachineOptions = {}): Promise<Machine> {
  const machine = await createMachine(options);
  onTestFinished(() => machine.remove());
  return machine;
}

/** Starts a job on a separate machine. */
export async function openJob(options: JobOptions = {}): Promise<Job> {
  return (await openMachine()).startJob(options);
}

/** Writes an action whose entries are in `dist`, next to its folder. Returns its folder. */
export function writeToy(toy: ToyAction): string {
  const root = mkdtempSync(join(tmpdir(), 'toy-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'action');
  const post = toy.post === undefined ? '' : ', post: ../dist/post.cjs';
  const postIf = toy.postIf === undefined ? '' : `, post-if: '${toy.postIf}'`;
  mkdirSync(folder);
  mkdirSync(join(root, 'dist'));
  writeFileSync(
    join(folder, 'action.yml'),
    `name: toy\ninputs: ${toy.inputs ?? '{}'}\nruns: { using: node24, main: ../dist/main.cjs${post}${postIf} }\n`,
  );
  writeFileSync(join(root, 'dist', 'main.cjs'), PROLOGUE + toy.main);
  writeFileSync(join(root, 'dist', 'post.cjs'), PROLOGUE + (toy.post ?? ''));
  return folder;
}
