import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { listCertifiedHosts } from '../../ibm-cloud/hosts.ts';
import { createAuthority } from '../../ibm-cloud/network/certificates.ts';
import { requireProgram } from '../../support/programs.ts';

it('the authority signs a certificate that names the hosts of IBM Cloud', async () => {
  const authority = await createAuthority();
  const signed = await authority.sign('icr.io', listCertifiedHosts());
  const certificate = new X509Certificate(signed.certificate);
  expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  for (const host of ['icr.io', 'private.jp2.icr.io', 'registry.bluemix.net', 'za.icr.io']) {
    expect(certificate.checkHost(host)).toBeDefined();
  }
  expect(certificate.checkHost('icr.io.evil.com')).toBeUndefined();
  expect(new X509Certificate(authority.certificate).ca).toBe(true);
});

it.skipIf(!requireProgram('openssl'))(
  'the certificate passes the strictest check of OpenSSL',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
    try {
      const authority = await createAuthority();
      const signed = await authority.sign('icr.io', listCertifiedHosts());
      const [ca, leaf] = [join(folder, 'ca.pem'), join(folder, 'leaf.pem')];
      writeFileSync(ca, authority.certificate);
      writeFileSync(leaf, signed.certificate);
      const verify = ['verify', '-x509_strict', '-CAfile', ca, '-verify_hostname'];
      const { stdout } = await promisify(execFile)('openssl', [...verify, 'us.icr.io', leaf]);
      expect(stdout).toContain('OK');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
