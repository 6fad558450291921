// SPDX-License-Identifier: Apache-2.0
// Signatures are checked by whatever the port says, and by nothing else.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import type { CorePorts } from '../../../src/intoto/core-ports.ts'
import { LIMITS } from '../../../src/base/limits.ts'
import type { SignatureVerifier } from '../../../src/intoto/signatures/signature-verifier.ts'
import { SignatureChecker, type SignatureFinding } from '../../../src/intoto/verification/check-signatures.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { ALICE, BOB, codes, file, LAYOUT, layoutOf, OWNER, PACK, verifyChain, WRITE } from '../../support/chain.ts'

const never: SignatureVerifier = { verify: async () => 'invalid' }
const always: SignatureVerifier = { verify: async () => 'valid' }

const ports = (changes: Partial<CorePorts>): { ports: CorePorts } => ({ ports: { ...NODE_PORTS, ...changes } })

const metadataWith = (signatures: readonly object[]): Uint8Array =>
  Buffer.from(JSON.stringify({ signed: { _type: 'link', name: 'write' }, signatures }))
const check = async (bytes: Uint8Array, signatures: SignatureVerifier): Promise<SignatureFinding> =>
  new SignatureChecker(readSignedMetadata(bytes, { source: 'x', maxBytes: 1e6 }), 'strict', signatures).check(
    ALICE.signer.publicKey,
    [ALICE.keyId],
    false
  )

describe('a signature', () => {
  test('is good when the port says so', async () => {
    const bytes = file(WRITE, [ALICE])
    expect(await check(bytes, NODE_PORTS.signatures)).toBe('valid')
    expect(await check(bytes, never)).toBe('invalid')
  })
  test('of another key is not asked for', async () => expect(await check(file(WRITE, [BOB]), always)).toBe('missing'))
  test('of GPG is never good', async () => {
    const gpg = { keyid: ALICE.keyId, other_headers: 'ab', signature: 'ab' }
    expect(await check(metadataWith([gpg]), always)).toBe('invalid')
    expect(await check(metadataWith([{ keyid: ALICE.keyId, sig: 'abc' }]), always)).toBe('invalid')
  })
  test('does not hide a good one behind it', async () => {
    const { payload } = readSignedMetadata(file(PACK, [ALICE]), { source: 'x', maxBytes: 1e6 })
    const document = JSON.parse(Buffer.from(file(PACK, [ALICE])).toString()) as { signatures: object[] }
    const bytes = Buffer.from(JSON.stringify({ ...document, signatures: [{ sig: 'aaaa' }, ...document.signatures] }))
    expect(await check(bytes, NODE_PORTS.signatures)).toBe('valid')
    expect(payload.member('name').string()).toBe('pack')
  })
  test('that cannot be checked is an error, no verdict', async () => {
    const broken: SignatureVerifier = {
      verify: () => {
        throw new TypeError('no such algorithm')
      }
    }
    await expect(check(file(WRITE, [ALICE]), broken)).rejects.toThrow('no such algorithm')
    await expect(verifyChain(ports({ signatures: broken }))).rejects.toThrow('no such algorithm')
  })
})

describe('a chain', () => {
  test('passes with the signatures of Node', async () => expect(codes(await verifyChain())).toEqual([]))
  test('fails when no signature is good', async () =>
    expect(codes(await verifyChain(ports({ signatures: never })))).toEqual(['LAYOUT_SIGNATURE_INVALID']))
  test('fails when those of the links are not', async () => {
    const owner = OWNER.signer.publicKey.fingerprint
    const onlyOwner: SignatureVerifier = {
      verify: (key, message, signature) =>
        key.fingerprint === owner
          ? NODE_PORTS.signatures.verify(key, message, signature)
          : never.verify(key, message, signature)
    }
    expect(codes(await verifyChain(ports({ signatures: onlyOwner })))).toEqual(['LINK_THRESHOLD', 'LINK_THRESHOLD'])
  })

  test.each([
    ['a small layout', '', 0],
    ['a large one', 'x'.repeat(LIMITS.hashedInCore), 1]
  ])('is verified by the digest of %s', async (_name, readme, hashed) => {
    const layout = file(layoutOf(LAYOUT['steps'] as never, { readme }), [OWNER])
    const layoutDigest = createHash('sha256').update(layout).digest('hex').toUpperCase()
    let times = 0
    const hasher = { sha256: (bytes: Uint8Array) => ((times += 1), NODE_PORTS.hasher.sha256(bytes)) }
    expect(codes(await verifyChain({ layout, layoutDigest, ...ports({ hasher }) }))).toEqual([])
    expect(times).toBe(hashed)
    const other = layoutDigest.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
    expect(codes(await verifyChain({ layout, layoutDigest: other }))).toEqual(['LAYOUT_DIGEST_DIFFERS'])
  })
})
