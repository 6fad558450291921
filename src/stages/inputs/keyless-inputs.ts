// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, type Inputs } from '../../base/inputs.ts'
import { INSTANCE_CHOICES, type InstanceWords } from '../../sigstore/instance-settings.ts'

/** How to sign as the workflow. */
export interface KeylessInputs extends InstanceWords {
  readonly kind: 'keyless'
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
    choice: inputs.choice('sigstore', INSTANCE_CHOICES),
    publishPrivateNames: consent === CONSENT,
    fulcioUrl: inputs.text('fulcio-url'),
    logUrl: inputs.text('rekor-url'),
    logVersion: inputs.choice('rekor-version', ['1', '2']) === '1' ? 1 : 2,
    timestampUrl: inputs.text('timestamp-url'),
    trustedRoot: inputs.text('trusted-root')
  }
}
