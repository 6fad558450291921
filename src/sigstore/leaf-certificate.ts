// SPDX-License-Identifier: Apache-2.0
import type { Bundle } from '@sigstore/bundle'
import { X509Certificate } from '@sigstore/core'

/** The certificate by which a bundle is signed, not verified; undefined for one that a key signed. Throws for what is none. */
export function leafCertificate({ verificationMaterial: { content } }: Bundle): X509Certificate | undefined {
  const raw =
    content.$case === 'certificate'
      ? content.certificate.rawBytes
      : content.$case === 'x509CertificateChain'
        ? content.x509CertificateChain.certificates[0]?.rawBytes
        : undefined
  return raw === undefined ? undefined : X509Certificate.parse(raw as Buffer<ArrayBuffer>)
}
