// SPDX-License-Identifier: Apache-2.0
// Who signs the link of a stage.
import { StagesError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Inputs } from '../../base/inputs.ts'
import type { SigningIdentity } from '../../intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../intoto/keys/derive-key-id.ts'
import { KEY_ID_FORMS } from '../../intoto/keys/key-id.ts'
import { loadPrivateKey } from '../../signing/key-signer.ts'
import type { StageRun } from '../stage-run.ts'
import { readKeylessInputs, type KeylessInputs } from './keyless-inputs.ts'

/** Who signs; nobody where nothing is to be signed, or where a run without identity has no key. */
export type Signing =
  | ({ readonly kind: 'key' } & SigningIdentity)
  | KeylessInputs
  | { readonly kind: 'nobody' }
  /** The signing job signs, which has the identity that this one lacks. */
  | { readonly kind: 'later' }

/** What the inputs are held against. */
export interface SigningFacts {
  readonly run: Pick<StageRun, 'origin'>
  /** Whether the job has an identity to sign with. */
  readonly canIdentify: boolean
}

/** @throws INPUT_, KEY_ and SIGNING_ codes */
export function readSigning(inputs: Inputs, { run, canIdentify }: SigningFacts): Signing {
  const mode = inputs.choice('sign', ['auto', 'key', 'keyless', 'later', 'none'])
  const pem = inputs.secret('signing-key')
  const passphrase = inputs.secret('signing-key-passphrase')
  const keyless = readKeylessInputs(inputs)
  const wanted = inputs.required('key-id')
  if (mode === 'none') return { kind: 'nobody' }
  if (mode === 'later') return { kind: 'later' }
  if (mode === 'keyless') return canIdentify || run.origin === 'own' ? keyless : { kind: 'nobody' }
  if (pem === '') {
    if (mode === 'auto' && canIdentify) return keyless
    if (mode === 'auto' && run.origin !== 'own') return { kind: 'nobody' }
    throw new StagesError('SIGNING_KEY_MISSING', 'The link is to be signed, and the input signing-key is empty.', {
      at: 'input signing-key',
      hint: 'Give the private key from a secret, or `permissions: id-token: write` to sign as the workflow. In the working job of an isolated stage say `sign: later`: it must have neither. If the secret exists, see whether this job may read it (environments, Dependabot secrets). To store unsigned links on purpose, say `sign: none`; no gate accepts them.'
    })
  }
  const signer = loadPrivateKey({ pem, passphrase, source: 'input signing-key' })
  const forms = KEY_ID_FORMS.map((form) => [form, keyIdOf(signer.publicKey, form)] as const)
  const found = forms.find(([form, keyId]) => wanted === form || wanted === keyId)
  if (found !== undefined) return { kind: 'key', signer, keyId: found[1] }
  throw new StagesError(
    'SIGNING_KEY_UNEXPECTED',
    `The signing key has the ids ${forms.map(([, keyId]) => keyId).join(' and ')}, not ${quoteUntrusted(wanted, 80)}.`,
    { at: 'input key-id', hint: 'Give the key that belongs to the id, or say current or legacy.' }
  )
}
