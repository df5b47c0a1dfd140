import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSecrets, scanForSecrets } from '../../runner/index.ts';
import { openJob, openMachine, writeToy } from './toy-action.ts';

/** Its base64 contains `+` and `/` at every shift, which are encoded in a URL. */
const SECRET = '???"a b"???>>>~~~key-of-42';

describe('findSecrets', () => {
  it('finds nothing if there is nothing', async () => {
    const machine = await openMachine();
    const job = machine.startJob({ secrets: [SECRET] });
    const main = `console.log('::add-mask::' + process.env.INPUT_KEY + '\\nlog')`;
    const action = writeToy({ main, inputs: '{ key: {} }' });
    await job.step({ action, with: { key: SECRET } }).main();
    expect(await findSecrets(job, [SECRET])).toEqual([]);
    expect(await findSecrets(machine, [SECRET])).toEqual([]);
    await expect(findSecrets(job, [''])).rejects.toThrow(/empty/);
  });

  it('finds secrets that only a mask hides, because the mask may come too late', async () => {
    const job = await openJob({ secrets: [SECRET] });
    const main = `console.error(process.env.INPUT_KEY); console.log('::debug::' + process.env.INPUT_KEY)`;
    const action = writeToy({ main, inputs: '{ key: {} }' });
    const result = await job.step({ action, with: { key: SECRET } }).main();
    expect(result.log).not.toContain(SECRET);
    expect(await findSecrets(job, [SECRET])).toEqual([
      { where: 'job 1, step 1, main: unmasked log', form: 'raw' },
    ]);
  });

  it('reports how much it has searched, and for how many secrets', async () => {
    const machine = await openMachine();
    const before = (await scanForSecrets(machine, ['a secret', 'another'])).searched;
    expect(before).toMatchObject({ secrets: 2 });
    expect(before.forms).toBeGreaterThan(4);
    writeFileSync(join(machine.home, 'file'), '12345');
    // A file name and a text.
    expect((await scanForSecrets(machine, ['a secret', 'another'])).searched).toEqual({
      ...before,
      places: before.places + 2,
      bytes: before.bytes + 'file'.length + 5,
    });
    const left = await scanForSecrets(machine, ['a secret', 'another'], { except: ['home/file'] });
    expect(left.searched).toEqual(before);
  });

  it.each([
    ['raw', SECRET],
    ['json', JSON.stringify({ key: SECRET })],
    ['url', `https://x/?q=${encodeURIComponent(SECRET)}`],
    ['form', new URLSearchParams({ apikey: SECRET }).toString()],
    ['hex', Buffer.from(SECRET).toString('hex')],
    ['base64 (shift 0)', Buffer.from(`${SECRET}, and more`).toString('base64')],
    ['base64 (shift 1)', Buffer.from(`iamapikey:${SECRET}`).toString('base64')],
    ['base64 (shift 2)', Buffer.from(`token.u:${SECRET}!`).toString('base64')],
    ['base64url (shift 0)', Buffer.from(`ÿÿÿ${SECRET}`).toString('base64url')],
    ['base64 in a url (shift 1)', encodeURIComponent(Buffer.from(`u${SECRET}`).toString('base64'))],
  ])('finds the form %s in a file', async (form, text) => {
    const machine = await openMachine();
    const path = join(machine.home, 'file');
    writeFileSync(path, text);
    const findings = await findSecrets(machine, ['something else', SECRET]);
    expect(findings.map(({ where }) => where)).toContain(`file ${path}`);
    expect(findings.map((finding) => finding.form)).toContain(form);
    expect(await findSecrets(machine, [SECRET], { except: [path] })).toEqual([]);
    expect(await findSecrets(machine, [SECRET], { except: [/file$/] })).toEqual([]);
    const allowing = (allowed: string) => ({
      except: [{ where: /file$/, allows: (secret: string) => secret === allowed }],
    });
    expect(await findSecrets(machine, [SECRET], allowing(SECRET))).toEqual([]);
    expect(await findSecrets(machine, [SECRET], allowing('another'))).not.toEqual([]);
  });

  it('searches everything that a phase shows and writes', async () => {
    const action = writeToy({
      main: `
        const secret = 'very-secret-value';
        console.log('log ' + secret);
        console.log('::debug::' + secret);
        console.log('::warning title=' + secret + '::x');
        for (const name of ['OUTPUT', 'STATE', 'ENV', 'STEP_SUMMARY', 'PATH']) append(name, 'a=' + secret + '\\n');`,
    });
    const job = await openJob();
    await job.step({ action }).main();
    await job.finish();
    const places = (await findSecrets(job, ['very-secret-value'])).map(({ where }) => where);
    expect(places).toEqual(
      ['unmasked log', 'log', 'debug messages', 'summary', 'warning', 'output a']
        .concat(['path', 'env', 'step_summary', 'state', 'output'].map((name) => `file ${name}`))
        .map((place) => `job 1, step 1, main: ${place}`),
    );
  });

  it('searches RUNNER_TEMP, even if it was emptied, TMPDIR, names and links', async () => {
    const machine = await openMachine();
    const job = machine.startJob();
    writeFileSync(join(job.runnerTemp, 'in-temp'), 'very-secret-value');
    writeFileSync(join(machine.temp, 'very-secret-value'), '');
    symlinkSync('very-secret-value', join(machine.home, 'link'));
    const find = async (): Promise<readonly string[]> =>
      (await findSecrets(machine, ['very-secret-value'])).map(
        ({ where }) => where.split(' ')[0] ?? '',
      );
    expect((await find()).toSorted()).toEqual(['file', 'link', 'name']);
    await job.finish();
    expect(existsSync(join(job.runnerTemp, 'in-temp'))).toBe(false);
    expect((await find()).toSorted()).toEqual(['file', 'link', 'name']);
  });

  it.skipIf(process.platform === 'win32')(
    'searches arguments and environments of programs',
    async () => {
      const machine = await openMachine();
      machine.addScript('helper', '#!/bin/sh\n');
      const main = `require('node:child_process').spawnSync('helper', ['-p', 'very-secret-value']);`;
      const action = writeToy({ main, inputs: '{ api-key: {} }' });
      const job = machine.startJob({ secrets: ['very-secret-value'] });
      await job.step({ action, with: { 'api-key': 'very-secret-value' } }).main();
      expect(await findSecrets(machine, ['very-secret-value'])).toEqual([
        { where: 'call 1 (helper): arguments', form: 'raw' },
        { where: 'call 1 (helper): environment variable INPUT_API-KEY', form: 'raw' },
      ]);
    },
  );
});
