// SPDX-License-Identifier: Apache-2.0
// Sigstore bundles in a form that is refused before anything in them is verified.
import { layoutOf, stepOf } from '../chain.ts'
import type { CommandCase, Json } from '../error-case.ts'

const FILE = 'root.layout'
const CERTIFICATE = { rawBytes: Buffer.from('certificate').toString('base64') }
const MATERIAL = { certificate: CERTIFICATE }

interface Envelope {
  readonly payloadType: string
  readonly payload: string
  readonly signatures: readonly Json[]
}

/** A bundle around a layout, with members that are other than they should be. */
function bundle(code: string, changes: Json, envelope: Partial<Envelope> = {}): CommandCase {
  return {
    code,
    prepare: (bench) => {
      bench.sign(FILE, layoutOf([stepOf('build', ['ci'])]), ['owner'])
      const { signatures, ...signed } = JSON.parse(bench.read(FILE)) as Envelope
      const whole = { ...signed, signatures: signatures.map(({ sig }) => ({ sig })), ...envelope }
      const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json'
      const value = { mediaType, verificationMaterial: MATERIAL, dsseEnvelope: whole, ...changes }
      bench.write(FILE, JSON.stringify(value))
    },
    words: ['inspect', FILE]
  }
}

const SIG = Buffer.alloc(64).toString('base64')

export const BUNDLE_CASES: readonly CommandCase[] = [
  bundle('BUNDLE_MEDIA_TYPE', { mediaType: 'application/vnd.dev.sigstore.bundle.v9+json' }),
  bundle('BUNDLE_MEMBER_UNKNOWN', { verificationMaterial: { ...MATERIAL, note: 'trust me' } }),
  bundle('BUNDLE_MALFORMED', { verificationMaterial: { ...MATERIAL, tlogEntries: {} } }),
  bundle('BUNDLE_SIGNATURE_COUNT', {}, { signatures: [{ sig: SIG }, { sig: SIG }] }),
  bundle('BUNDLE_KEY_ID', {}, { signatures: [{ sig: SIG, keyid: '70f5ef70' }] }),
  bundle('BUNDLE_WITHOUT_CERTIFICATE', { verificationMaterial: { publicKey: { hint: 'ci' } } }),
  bundle('BUNDLE_TOO_MANY', {
    verificationMaterial: { ...MATERIAL, tlogEntries: Array.from({ length: 100 }, () => ({})) }
  })
]
