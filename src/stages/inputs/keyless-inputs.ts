// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, type Inputs } from '../../base/inputs.ts'
import type { InstanceChoice } from '../../sigstore/instance.ts'

/** How to sign as the workflow. */
export interface KeylessInputs {
  readonly kind: 'keyless'
  readonly choice: InstanceChoice
  readonly publishPrivateNames: boolean
  readonly fulcioUrl: string
  readonly logUrl: string
  readonly logVersion: 1 | 2
  readonly timestampUrl: string
  /** A trusted root as `trustedRoots` reads it; empty for none. */
  readonly trustedRoot: string
}

const CONSENT = 'yes, publish'

/** @throws INPUT_INVALID */
export function readKeylessInputs(inputs: Inputs): KeylessInputs {
  const consent = inputs.text('publish-private-names')
  if (consent !== '' && consent !== CONSENT)
    throw invalid('publish-private-names', `${quoteUntrusted(consent, 60)} is not "${CONSENT}"`)
  return {
    kind: 'keyless',
    choice: inputs.choice('sigstore', ['auto', 'public-good', 'github', 'custom']),
    publishPrivateNames: consent === CONSENT,
    fulcioUrl: inputs.text('fulcio-url'),
    logUrl: inputs.text('rekor-url'),
    logVersion: inputs.choice('rekor-version', ['1', '2']) === '1' ? 1 : 2,
    timestampUrl: inputs.text('timestamp-url'),
    trustedRoot: inputs.text('trusted-root')
  }
}
