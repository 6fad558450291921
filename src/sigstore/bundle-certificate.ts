// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { bundleFromJSON, isBundleWithCertificateChain } from '@sigstore/bundle'
import { X509Certificate } from '@sigstore/core'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted } from '../intoto/escape-untrusted.ts'
import { readJson } from '../intoto/json/read-json.ts'
import type { CertificateIdentity } from '../intoto/keys/keyless-identity.ts'
import { LIMITS } from '../intoto/limits.ts'
import { checkBundleForm } from './bundle-form.ts'
import { readCertificateIdentity } from './certificate.ts'

/** What the certificate of a bundle claims. Nothing is verified: for looking at only. @throws BUNDLE_ and JSON_ codes */
export function readUnverifiedCertificate(bytes: Uint8Array, source: string): CertificateIdentity {
  checkBundleForm(readJson(bytes, { source, maxBytes: LIMITS.bundleBytes }), 'certificate')
  try {
    const bundle = bundleFromJSON(JSON.parse(Buffer.from(bytes).toString('utf8')))
    const content = bundle.verificationMaterial.content
    const raw = isBundleWithCertificateChain(bundle)
      ? bundle.verificationMaterial.content.x509CertificateChain.certificates[0]?.rawBytes
      : content.$case === 'certificate'
        ? content.certificate.rawBytes
        : undefined
    if (raw === undefined) throw new TypeError('there is no certificate')
    return readCertificateIdentity(X509Certificate.parse(raw as Buffer<ArrayBuffer>))
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw new InTotoError(
      'BUNDLE_MALFORMED',
      `The bundle cannot be read: ${escapeUntrusted((error as Error).message, 200)}.`,
      {
        at: escapeUntrusted(source),
        cause: error
      }
    )
  }
}
