// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { CARRIED, invalid, type Inputs } from '../../base/inputs.ts'
import { isTooWide } from '../../intoto/keys/identity-pattern.ts'
import { isOpenAddress } from '../../intoto/keys/open-names.ts'
import type { PublicKey } from '../../intoto/keys/public-key.ts'
import { readPublicKeys } from '../../signing/keys-in-input.ts'

export interface TakeOverInputs {
  /** Names of steps; a `*` in one stands for whatever is there. */
  readonly steps: readonly string[]
  readonly keys: readonly PublicKey[]
  /** Whether this stage can sign; then it takes over nothing that is unsigned. */
  readonly canSign: boolean
  /** Empty for the roots that the suite carries. */
  readonly trustedRoot: string
  /** None for exactly the workflow that the job belongs to. */
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

/** The word for the public half of the signing key. */
const OWN_KEY = 'own-key'
/** The word for the workflow that the job belongs to. */
const OWN_WORKFLOW = 'own-workflow'

export function readTakeOver(inputs: Inputs, step: string, own: OwnSigning): TakeOverInputs
export function readTakeOver(inputs: Inputs, step: string | undefined, own: OwnSigning): TakeOverInputs | undefined
/**
 * The inputs about a step to take over from. They are read where nothing is taken over, too: one that is empty tells of
 * a fault that would show as soon as something is.
 *
 * @param step names of steps, one a line; undefined where nothing is taken over
 * @throws INPUT_MISSING, INPUT_INVALID, KEY_ codes
 */
export function readTakeOver(
  inputs: Inputs,
  step: string | undefined,
  { ownKey, canIdentify }: OwnSigning
): TakeOverInputs | undefined {
  const given = inputs.control('take-over-keys', OWN_KEY)
  const own = ownKey === undefined ? [] : [ownKey]
  const keys = given === undefined ? own : readPublicKeys('take-over-keys', given)
  const identities = readIdentities(inputs)
  const trustedRoot = inputs.control('trusted-root', CARRIED) ?? ''
  const jobWorkflowRef = inputs.text('job-workflow-ref')
  if (step === undefined) return undefined
  const steps = [...new Set(step.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
  return { steps, keys, canSign: ownKey !== undefined || canIdentify, trustedRoot, identities, jobWorkflowRef }
}

/** Runs have addresses for identities; a reference as in `uses:` would fit none of them. */
function readIdentities(inputs: Inputs): string[] {
  const identities = inputs.controlLines('take-over-identities', { word: OWN_WORKFLOW })
  const odd = identities.find((identity) => !identity.startsWith('https://'))
  const atGitHub = /^https:\/\/(?:github\.com\/|[^/]*\*)/
  const wide = identities.find((text) => isTooWide(text) || (atGitHub.test(text) && isOpenAddress(text)))
  if (wide !== undefined)
    throw invalid(
      'take-over-identities',
      `${quoteUntrusted(wide)} may be the workflow of any repository: "**" before the "@" crosses every "/", and "*" for the owner is anybody`,
      'Name owner, repository and workflow before the "@", where "*" stops at "/".'
    )
  if (odd === undefined) return identities
  throw invalid(
    'take-over-identities',
    `${quoteUntrusted(odd)} does not start with https://`,
    'Write identities as certificates have them, like https://github.com/OWNER/REPO/.github/workflows/FILE.yml@refs/heads/main.'
  )
}
