// SPDX-License-Identifier: Apache-2.0
// Who signs the link of a stage, and how it is written.
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { SigningIdentity } from '../intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../intoto/keys/derive-key-id.ts'
import type { Link } from '../intoto/link/link.ts'
import { loadPrivateKey } from '../signing/key-signer.ts'
import { steeringNames } from '../stages/steering-variables.ts'
import { writeLink } from '../stages/write-link.ts'
import type { Inputs } from '../github/inputs.ts'
import { canIdentify, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { readKeylessInputs, signAsWorkflow, type KeylessInputs } from './keyless-inputs.ts'

/** Who signs; nobody where nothing is to be signed, or where a run without identity has no key. */
export type Signing =
  | ({ readonly kind: 'key' } & SigningIdentity)
  | KeylessInputs
  | { readonly kind: 'nobody' }
  /** The signing job signs, which has the identity that this one lacks. */
  | { readonly kind: 'later' }

/** What a stage runs in. */
export interface Surroundings {
  readonly context: RunContext
  readonly environment: Environment
  readonly runner: Runner
}

/** @throws INPUT_, KEY_ and SIGNING_ codes */
export function readSigning(inputs: Inputs, { origin }: RunContext, environment: Environment): Signing {
  const mode = inputs.choice('sign', ['auto', 'key', 'keyless', 'later', 'none'])
  const pem = inputs.secret('signing-key')
  const passphrase = inputs.secret('signing-key-passphrase')
  const keyless = readKeylessInputs(inputs)
  if (mode === 'none') return { kind: 'nobody' }
  if (mode === 'later') return { kind: 'later' }
  if (mode === 'keyless') return canIdentify(environment) || origin === 'own' ? keyless : { kind: 'nobody' }
  if (pem === '') {
    if (mode === 'auto' && canIdentify(environment)) return keyless
    if (mode === 'auto' && origin !== 'own') return { kind: 'nobody' }
    throw new InTotoError('SIGNING_KEY_MISSING', 'The link is to be signed, and the input signing-key is empty.', {
      at: 'input signing-key',
      hint: 'Give the private key from a secret, or `permissions: id-token: write` to sign as the workflow. In the working job of an isolated stage say `sign: later`: it must have neither. If the secret exists, see whether this job may read it (environments, Dependabot secrets). To store unsigned links on purpose, say `sign: none`; no gate accepts them.'
    })
  }
  const signer = loadPrivateKey({ pem, passphrase, source: 'input signing-key' })
  const wanted = inputs.text('key-id')
  const forms = (['current', 'legacy'] as const).map((form) => [form, keyIdOf(signer.publicKey, form)] as const)
  const found = forms.find(([form, keyId]) => wanted === form || wanted === keyId)
  if (found !== undefined) return { kind: 'key', signer, keyId: found[1] }
  throw new InTotoError(
    'SIGNING_KEY_UNEXPECTED',
    `The signing key has the ids ${forms.map(([, keyId]) => keyId).join(' and ')}, not ${quoteUntrusted(wanted, 80)}.`,
    { at: 'input key-id', hint: 'Give the key that belongs to the id, or say current or legacy.' }
  )
}

/** What an earlier workflow step can put into the environment of this one to make it talk to somebody else. */
export function warnOfEnvironment(runner: Runner, environment: Environment): void {
  const names = steeringNames(environment)
  if (names.length === 0) return
  runner.annotate(
    'warning',
    'Unusual environment',
    `${names.join(', ')} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`
  )
}

/** Writes the link, signed as it is to be. `signedBy` is a key id or an identity. */
export async function signAndWrite(
  signing: Signing,
  link: Link,
  directory: string,
  surroundings: Surroundings
): Promise<{ path: string; signedBy: string | undefined }> {
  if (signing.kind === 'keyless') {
    const { path, certificate } = await signAsWorkflow(signing, link, directory, surroundings)
    return { path, signedBy: certificate.subject }
  }
  const key = signing.kind === 'key' ? signing : undefined
  return { path: writeLink({ link, directory, format: 'dsse', signing: key }), signedBy: key?.keyId }
}
