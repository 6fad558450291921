// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { bundleFromJSON } from '@sigstore/bundle'
import { InTotoError } from '../base/errors.ts'
import { CoreError } from '../intoto/codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { readJson } from '../intoto/json/read-json.ts'
import type { CertificateIdentity } from '../intoto/keys/keyless-identity.ts'
import { LIMITS } from '../base/limits.ts'
import { checkBundleForm } from './bundle-form.ts'
import { readCertificateIdentity } from './certificate.ts'
import { leafCertificate } from './leaf-certificate.ts'

/** What the certificate of a bundle claims. Nothing is verified: for looking at only. @throws BUNDLE_ and JSON_ codes */
export function readUnverifiedCertificate(bytes: Uint8Array, source: string): CertificateIdentity {
  checkBundleForm(readJson(bytes, { source, maxBytes: LIMITS.bundleBytes }), 'certificate')
  try {
    const certificate = leafCertificate(bundleFromJSON(JSON.parse(Buffer.from(bytes).toString('utf8'))))
    if (certificate === undefined) throw new TypeError('there is no certificate')
    return readCertificateIdentity(certificate)
  } catch (error) {
    if (error instanceof InTotoError) throw error
    throw new CoreError(
      'BUNDLE_MALFORMED',
      `The bundle cannot be read: ${escapeUntrusted((error as Error).message, 200)}.`,
      {
        at: escapeUntrusted(source),
        cause: error
      }
    )
  }
}
