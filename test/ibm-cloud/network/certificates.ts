import './reflect-metadata.ts';
import { createPrivateKey, type KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A private key, and the certificate that the authority signed for it. */
export interface SignedKey {
  /** PEM of the leaf certificate only: the authority is in the client's trust store. */
  readonly certificate: string;
  /** The leaf certificate for an `x5c` header: base64 of its DER form. */
  readonly x5c: string;
  readonly key: KeyObject;
}

/** A temporary certificate authority. Its key never leaves the process. */
export interface CertificateAuthority {
  /** PEM of the authority's own certificate, for trust stores. */
  readonly certificate: string;
  /**
   * Signs a new key for these host names (wildcards allowed) or, without host names, for signing tokens.
   *
   * @param shiftMs how far the signer's clock is ahead of the real time; 0 by default.
   */
  sign(commonName: string, hosts: readonly string[], shiftMs?: number): Promise<SignedKey>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Creates a temporary certificate authority. */
export async function createAuthority(): Promise<CertificateAuthority> {
  const keys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...validity(0),
    name: 'CN=IBM Cloud double authority',
    keys,
    signingAlgorithm: KEY_ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: authority.toString('pem'),
    sign: (commonName, hosts, shiftMs = 0) =>
      signKey({ authority, keys, commonName, hosts, shiftMs }),
  };
}

/** The signed key in the format that TLS servers expect. */
export function toPem({ certificate, key }: SignedKey): {
  readonly cert: string;
  readonly key: string | Buffer;
} {
  return { cert: certificate, key: key.export({ type: 'pkcs8', format: 'pem' }) };
}

/** Creates the TLS context for a signed key. */
export function toSecureContext(signed: SignedKey): SecureContext {
  return createSecureContext(toPem(signed));
}

interface SigningRequest {
  readonly authority: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly commonName: string;
  readonly hosts: readonly string[];
  readonly shiftMs: number;
}

async function signKey(request: SigningRequest): Promise<SignedKey> {
  const leafKeys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
  const names: JsonGeneralName[] = request.hosts.map((value) => ({ type: 'dns', value }));
  const leaf = await X509CertificateGenerator.create({
    ...validity(request.shiftMs),
    subject: `CN=${request.commonName}`,
    issuer: request.authority.subject,
    publicKey: leafKeys.publicKey,
    signingKey: request.keys.privateKey,
    signingAlgorithm: KEY_ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      await AuthorityKeyIdentifierExtension.create(request.keys.publicKey),
      await SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
      ...(names.length === 0
        ? []
        : [
            new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
            new SubjectAlternativeNameExtension(names),
          ]),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', leafKeys.privateKey);
  return {
    certificate: leaf.toString('pem'),
    x5c: Buffer.from(leaf.rawData).toString('base64'),
    key: createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }),
  };
}

/** The validity starts a day early, for machines whose clock is slow. */
function validity(shiftMs: number): { notBefore: Date; notAfter: Date; serialNumber: string } {
  const now = Date.now() + shiftMs;
  return {
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + 30 * DAY_MS),
    // The standard requires a positive number, so the first bit must be 0.
    serialNumber: `4${randomBytes(15).toString('hex')}1`,
  };
}
