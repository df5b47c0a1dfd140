import { type CertificateAuthority, createAuthority, type SignedKey } from './certificates.ts';

/*
 * Certificates cost more time than everything else at the start of a double, and many doubles are started in
 * one process. They can share them: a double knows the bearer tokens that it has issued itself, and a
 * client only ever trusts the one authority.
 */
let shared: Promise<CertificateAuthority> | undefined;

/** The certificate authority of this process; what it has signed once for the same names is signed. */
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
