// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, type Inputs } from '../../base/inputs.ts'
import type { PublicKey } from '../../intoto/keys/public-key.ts'
import { readPublicKeys } from '../../signing/keys-in-input.ts'

export interface TakeOverInputs {
  readonly step: string
  readonly keys: readonly PublicKey[]
  /** Whether this stage can sign; then it takes over nothing that is unsigned. */
  readonly canSign: boolean
  readonly trustedRoot: string
  readonly identities: readonly string[]
  /** Of the workflow that the job belongs to; empty where the runner does not tell. */
  readonly jobWorkflowRef: string
}

/** What this stage itself could sign with. */
export interface OwnSigning {
  /** The public half of the signing key, if there is one. */
  readonly ownKey: PublicKey | undefined
  /** Whether the job has an identity. */
  readonly canIdentify: boolean
}

/**
 * The inputs about a step to take over from.
 *
 * @throws INPUT_INVALID, KEY_ codes
 */
export function readTakeOver(inputs: Inputs, step: string, { ownKey, canIdentify }: OwnSigning): TakeOverInputs {
  const keys = readPublicKeys('take-over-keys', inputs.text('take-over-keys'))
  return {
    step,
    keys: keys.length === 0 && ownKey !== undefined ? [ownKey] : keys,
    canSign: ownKey !== undefined || canIdentify,
    trustedRoot: inputs.text('trusted-root'),
    identities: readIdentities(inputs),
    jobWorkflowRef: inputs.text('job-workflow-ref')
  }
}

/** Runs have addresses for identities; a reference as in `uses:` would fit none of them. */
function readIdentities(inputs: Inputs): string[] {
  const identities = inputs.lines('take-over-identities')
  const odd = identities.find((identity) => !identity.startsWith('https://'))
  if (odd === undefined) return identities
  throw invalid(
    'take-over-identities',
    `${quoteUntrusted(odd)} does not start with https://`,
    'Write identities as certificates have them, like https://github.com/OWNER/REPO/.github/workflows/FILE.yml@refs/heads/main.'
  )
}
