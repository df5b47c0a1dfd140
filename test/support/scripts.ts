import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../runner/index.ts';

/** A shell script with the given lines. */
export function shellScript(...lines: readonly string[]): string {
  return ['#!/bin/sh', ...lines, ''].join('\n');
}

/**
 * Adds a batch file to the machine's PATH. It starts a program with the given arguments, followed by those
 * of the caller.
 */
export function addBatch(machine: Machine, name: string, command: readonly string[]): void {
  const words = command.map((word) => `"${machine.system.writePath(word)}"`);
  writeFileSync(join(machine.bin, `${name}.cmd`), `@echo off\r\n${words.join(' ')} %*\r\n`);
}

/**
 * Adds a script to the machine's PATH without a shim: its calls are not recorded, and its file contains the
 * given text.
 */
export function addPlainScript(machine: Machine, name: string, text: string): void {
  writeFileSync(join(machine.root, 'bin', name), text, { mode: 0o755 });
}
