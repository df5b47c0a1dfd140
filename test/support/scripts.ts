import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../runner/index.ts';

/** A shell script with the given lines. */
export function shellScript(...lines: readonly string[]): string {
  return ['#!/bin/sh', ...lines, ''].join('\n');
}

/** Puts a batch file on the machine's PATH that starts a program with arguments, and then those of its caller. */
export function addBatch(machine: Machine, name: string, command: readonly string[]): void {
  const words = command.map((word) => `"${machine.system.writePath(word)}"`);
  writeFileSync(join(machine.bin, `${name}.cmd`), `@echo off\r\n${words.join(' ')} %*\r\n`);
}

/** Puts a script on the machine's PATH as it is: nothing records its calls, and who reads it sees its text. */
export function addPlainScript(machine: Machine, name: string, text: string): void {
  writeFileSync(join(machine.root, 'bin', name), text, { mode: 0o755 });
}
