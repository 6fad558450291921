// SPDX-License-Identifier: Apache-2.0
import type { CertificateIdentity } from '../intoto/keys/keyless-identity.ts'
import { readCertificateIdentity } from './certificate.ts'
import { leafCertificate } from './leaf-certificate.ts'
import { readBundle } from './read-bundle.ts'

/** What the certificate of a bundle claims. Nothing is verified: for looking at only. @throws BUNDLE_ and JSON_ codes */
export function readUnverifiedCertificate(bytes: Uint8Array, source: string): CertificateIdentity {
  return readBundle(bytes, { source, signer: 'certificate' }, (bundle) => {
    const certificate = leafCertificate(bundle)
    if (certificate === undefined) throw new TypeError('there is no certificate')
    return readCertificateIdentity(certificate)
  })
}
