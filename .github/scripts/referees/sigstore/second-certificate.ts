// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import type { InTotoError } from '../../../../src/base/errors.ts'
import { httpPost } from '../../../../src/github/http-post.ts'
import { BundleVerifier } from '../../../../src/sigstore/bundle-verifier.ts'
import { RekorV2Witness } from '../../../../src/sigstore/rekor-v2-witness.ts'
import { readTrustedRoot } from '../../../../src/sigstore/trusted-root.ts'
import type { Claims } from '../../sigstore/issuer.ts'
import { askForCertificate, CLAIMS, pae, type Judged } from './court.ts'

export async function secondCertificateIsRefused({ court, stack }: Judged): Promise<void> {
  const trustedRoot = readTrustedRoot(Buffer.from(JSON.stringify(stack.trustedRoot)), 'trusted root')
  const verifier = new BundleVerifier([trustedRoot])
  await court.tally.check('refused: a second certificate of the same key, in the real log', async () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const certificateOf = async (claims: Claims): Promise<string> => {
      const answer = await askForCertificate(stack, await stack.token(claims), key)
      const { signedCertificateEmbeddedSct: signed } = (await answer.json()) as {
        signedCertificateEmbeddedSct: { chain: { certificates: string[] } }
      }
      return signed.chain.certificates[0] ?? ''
    }
    const [mine, theirs] = [await certificateOf(CLAIMS), await certificateOf({ ...CLAIMS, repository: 'evil/repo' })]
    const payload = Buffer.from('{}')
    const sig = sign('sha256', pae('application/vnd.in-toto+json', payload), key.privateKey)
    const content: Parameters<RekorV2Witness['testify']>[0] = {
      $case: 'dsseEnvelope',
      dsseEnvelope: { payload, payloadType: 'application/vnd.in-toto+json', signatures: [{ sig, keyid: '' }] }
    }
    const der = (pem: string): string => new X509Certificate(pem).raw.toString('base64')
    const timestamp = await fetch(stack.timestampUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ artifactHash: createHash('sha256').update(sig).digest('base64'), hashAlgorithm: 'sha256' })
    })
    const signedTimestamp = Buffer.from(await timestamp.arrayBuffer()).toString('base64')
    const witness = new RekorV2Witness({ url: stack.logUrl, post: httpPost, timeoutMs: 20_000 })
    const codes: (string | undefined)[] = []
    for (const logged of [mine, theirs]) {
      const { tlogEntries } = await witness.testify(content, logged)
      const bundle = {
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: {
          certificate: { rawBytes: der(mine) },
          tlogEntries: tlogEntries.map((entry) => TransparencyLogEntry.toJSON(entry)),
          timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp }] }
        },
        dsseEnvelope: {
          payload: payload.toString('base64'),
          payloadType: 'application/vnd.in-toto+json',
          signatures: [{ sig: sig.toString('base64') }]
        }
      }
      try {
        verifier.verifyEnvelope(Buffer.from(JSON.stringify(bundle)), 'bundle')
        codes.push(undefined)
      } catch (error) {
        codes.push((error as InTotoError).code)
      }
    }
    assert.deepEqual(codes, [undefined, 'BUNDLE_LOG_ENTRY_OTHER'])
  })
}
