// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { CARRIED, invalid, NONE, type Inputs } from '../../base/inputs.ts'
import { INSTANCE_CHOICES, type InstanceWords } from '../../sigstore/instance-settings.ts'

/** How to sign as the workflow. */
export interface KeylessInputs extends InstanceWords {
  readonly kind: 'keyless'
  /** A trusted root as `trustedRoots` reads it; empty for those that the suite carries. */
  readonly trustedRoot: string
}

const CONSENT = 'yes, publish'

/** @throws INPUT_INVALID */
export function readKeylessInputs(inputs: Inputs): KeylessInputs {
  const consent = inputs.control('publish-private-names', NONE)
  if (consent !== undefined && consent !== CONSENT)
    throw invalid('publish-private-names', `${quoteUntrusted(consent, 60)} is not "${CONSENT}"`)
  return {
    kind: 'keyless',
    choice: inputs.choice('sigstore', INSTANCE_CHOICES),
    publishPrivateNames: consent === CONSENT,
    fulcioUrl: inputs.control('fulcio-url', NONE) ?? '',
    logUrl: inputs.control('rekor-url', NONE) ?? '',
    logVersion: inputs.choice('rekor-version', ['1', '2']) === '1' ? 1 : 2,
    timestampUrl: inputs.control('timestamp-url', NONE) ?? '',
    trustedRoot: inputs.control('trusted-root', CARRIED) ?? ''
  }
}
