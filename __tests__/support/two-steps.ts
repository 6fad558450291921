// SPDX-License-Identifier: Apache-2.0
// A layout for the steps write and pack, which owners signed, and the keys of those who perform them.
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { publicKeyFromPem } from '../../src/intoto/keys/public-key.ts'
import type { SigningIdentity } from '../../src/intoto/envelope/sign-metadata.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { file, keyObject, layoutOf, step } from './chain.ts'

export const TOKEN = 'ghs_canary-token-4b1f'
export const CI = generateKey({ type: 'ed25519' })
export const OWNER = generateKey({ type: 'ed25519' })
export const KEY_ID = keyIdOf(publicKeyFromPem(CI.publicPem, 'ci'), 'current')

const identity = ({ privatePem }: typeof CI): SigningIdentity => {
  const signer = loadPrivateKey({ pem: privatePem, source: 'test' })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}
const ci = identity(CI)
/** Who performs both steps. */
export const signingIdentity = ci

type Json = Record<string, unknown>

const STEPS = [
  step('write', [ci], { expected_command: [] }),
  step('pack', [ci], {
    expected_command: [],
    expected_materials: [
      ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
      ['DISALLOW', '*']
    ],
    expected_products: [
      ['CREATE', 'app.tgz'],
      ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
      ['DISALLOW', '*']
    ]
  })
]

/** The layout with changes, signed by its owners. */
export function layoutWith(changes: Json = {}, owner = OWNER): Uint8Array {
  const layout = layoutOf(STEPS, { keys: { [KEY_ID]: keyObject(ci) }, expires: '2999-01-01T00:00:00Z' })
  return signedLayout({ ...layout, ...changes }, owner)
}

/** A layout that its owners signed. */
export function signedLayout(layout: unknown, owner = OWNER): Uint8Array {
  return file(layout, [identity(owner)])
}

export const layoutFile = layoutWith()

/** One that names a command. */
export const commandLayoutFile = layoutWith({ steps: [step('write', [ci])] })
