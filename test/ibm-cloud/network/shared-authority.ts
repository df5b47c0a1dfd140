import { type CertificateAuthority, createAuthority, type SignedKey } from './certificates.ts';

/*
 * Creating certificates takes longer than everything else when a double starts, and one process starts many
 * doubles. They can share the certificates: each double accepts only bearer tokens that it issued itself,
 * and clients trust only this authority.
 */
let shared: Promise<CertificateAuthority> | undefined;

/** The certificate authority of this process. It signs the same names only once. */
export async function shareAuthority(): Promise<CertificateAuthority> {
  shared ??= createAuthority().then(rememberKeys);
  return await shared;
}

function rememberKeys(authority: CertificateAuthority): CertificateAuthority {
  const signed = new Map<string, Promise<SignedKey>>();
  return {
    certificate: authority.certificate,
    sign: (commonName, hosts, shiftMs = 0) => {
      const names = [commonName, ...hosts, shiftMs].join();
      const key = signed.get(names) ?? authority.sign(commonName, hosts, shiftMs);
      signed.set(names, key);
      return key;
    },
  };
}
