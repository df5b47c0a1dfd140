import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../lib/root.ts';
import { runProcess } from './measure.ts';
import type { Site } from './site.ts';

/** A line about where, when and with what was measured. */
export type Fact = readonly [name: string, value: string];

/** Reads what a reader of the numbers has to know; before the first of them, for the load. */
export async function readFacts({ machine }: Site, rounds: number): Promise<readonly Fact[]> {
  const [processor] = cpus();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return [
    ['Processor', `${cpus().length} × ${processor?.model.trim() ?? 'unknown'}`],
    ['Memory', `${(totalmem() / 2 ** 30).toFixed(1)} GiB`],
    ['System', `${readDistribution()}, ${type()} ${/^[\d.]+\d/.exec(release())?.[0]}`],
    ['Load before the start', `${loadavg()[0]?.toFixed(2)} processes, a mean of one minute`],
    ['Node.js', process.version.slice(1)],
    ['Docker client', await readDockerVersion(machine)],
    ['This action', String(version)],
    ['Date', new Date().toISOString().slice(0, 10)],
    ['Rounds', String(rounds)],
  ];
}

function readDistribution(): string {
  try {
    const [, name] =
      /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    return name ?? process.platform;
  } catch {
    // Linux alone has that file, and not everywhere.
    return process.platform;
  }
}

async function readDockerVersion({ root, temp, env }: Site['machine']): Promise<string> {
  const file = join(root, 'bin', 'docker');
  const { stdout } = await runProcess({ file, args: ['--version'], cwd: temp, env });
  return /\d[\w.-]*/.exec(stdout)?.[0] ?? stdout.trim();
}
