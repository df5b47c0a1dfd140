import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { warning } from '@actions/core';
import * as v from 'valibot';
import { isFileError, PRIVATE_FILE, readIfThere } from '../files/files.ts';
import { listChanges, readTrust } from '../http/trust.ts';
import { temporaryDirectory } from '../runner/job.ts';
import { parseJson } from '../text/json.ts';

const SeenSchema = v.object({ salt: v.string(), trust: v.record(v.string(), v.string()) });

/**
 * Warns where a variable that decides where secrets go is not what it was at the first use of this action in the
 * job. Whoever changed it can have changed what the first use wrote down, too: this tells as much as can be told.
 */
export async function watchTrust(): Promise<void> {
  const path = join(temporaryDirectory(), 'icr-login-trust');
  const salt = randomBytes(16).toString('hex');
  try {
    const seen = JSON.stringify({ salt, trust: readTrust(salt) });
    await writeFile(path, seen, { flag: 'wx', mode: PRIVATE_FILE });
  } catch (error) {
    if (isFileError(error, 'EEXIST')) {
      await compare(path);
    }
    // Where nothing can be written down, there is nothing to compare with.
  }
}

async function compare(path: string): Promise<void> {
  const { success, output } = v.safeParse(
    SeenSchema,
    parseJson(String(await readIfThere(path).catch(() => undefined))),
  );
  const changes = success ? listChanges(output.trust, readTrust(output.salt)) : [];
  if (changes.length > 0) {
    warning(
      `Since the first use of this action in this job, a step has changed ${changes.join(', ')}. Whoever controls what it names now sees the secrets that this step sends. If none of your steps means to do that, revoke the credential that you gave.`,
    );
  }
}
