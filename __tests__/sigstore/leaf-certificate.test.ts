// SPDX-License-Identifier: Apache-2.0
import type { Bundle } from '@sigstore/bundle'
import { describe, expect, test } from '@jest/globals'
import { selfSigned } from '../../.github/scripts/sigstore/der.ts'
import { leafCertificate } from '../../src/sigstore/leaf-certificate.ts'

type Content = Bundle['verificationMaterial']['content']
const certificateOf = (host: string): { rawBytes: Buffer } => ({
  rawBytes: Buffer.from(selfSigned(host).cert.replaceAll(/-----[^-]+-----|\n/g, ''), 'base64')
})
const [LEAF, OTHER] = [certificateOf('leaf.test'), certificateOf('other.test')]
const leafOf = (content: Content): Uint8Array | undefined =>
  leafCertificate({ verificationMaterial: { content } } as Bundle)?.root.toDER()

describe('the certificate that signed', () => {
  test('is the one that the bundle holds', () =>
    expect(leafOf({ $case: 'certificate', certificate: LEAF })).toEqual(LEAF.rawBytes))
  test('is the first of a chain', () =>
    expect(leafOf({ $case: 'x509CertificateChain', x509CertificateChain: { certificates: [LEAF, OTHER] } })).toEqual(
      LEAF.rawBytes
    ))
  test('is none of an empty chain', () =>
    expect(leafOf({ $case: 'x509CertificateChain', x509CertificateChain: { certificates: [] } })).toBeUndefined())
  test('is none where a key signed', () =>
    expect(leafOf({ $case: 'publicKey', publicKey: { hint: 'x' } })).toBeUndefined())
  test('is not read from other bytes', () => {
    for (const rawBytes of [Buffer.alloc(0), Buffer.from('x'), LEAF.rawBytes.subarray(0, -1)])
      expect(() => leafOf({ $case: 'certificate', certificate: { rawBytes } })?.length).toThrow(/\S/)
  })
})
