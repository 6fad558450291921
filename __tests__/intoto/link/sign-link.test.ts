// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { tableOfNames } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { signLink } from '../../../src/intoto/link/sign-link.ts'
import { signMetadata, type SigningIdentity } from '../../../src/intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { NODE_BYTES } from '../../../src/signing/node-bytes.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../../src/signing/key-signer.ts'

const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'test' })
const SIGNER: SigningIdentity = { signer, keyId: keyIdOf(signer.publicKey, 'legacy') }
const linkOf = (files: number): Link => ({
  name: 'build',
  command: [],
  materials: NO_ARTIFACTS,
  products: tableOfNames(
    Array.from({ length: files }, (_, index) => `f${100_000 + index}` as ArtifactPath),
    new Uint8Array(32 * files).fill(0xa5)
  ),
  byproducts: new Map(),
  environment: new Map()
})

describe('a link is signed as any metadata is, byte for byte', () => {
  // The lengths of payloads leave each rest when they are divided by three, and go beyond what is encoded at one time.
  test.each([0, 1, 2, 3, 500, 2000, 2001, 2002])('%i files', (files) => {
    const link = linkOf(files)
    for (const signers of [[], [SIGNER], [SIGNER, { ...SIGNER, keyId: 'other' as typeof SIGNER.keyId }]])
      for (const format of ['dsse', 'metablock'] as const)
        for (const bytes of [undefined, NODE_BYTES])
          expect(Buffer.from(signLink({ link, format, signers, bytes })).toString()).toBe(
            Buffer.from(signMetadata({ payload: encodeLink(link), format, signers, bytes })).toString()
          )
  })
})
