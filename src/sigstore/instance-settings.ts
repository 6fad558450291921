// SPDX-License-Identifier: Apache-2.0
// What is said of the Sigstore that is to sign, before anything of it is loaded.
import type { TrustDomain } from './trusted-root.ts'

export const INSTANCE_CHOICES = ['auto', 'public-good', 'github', 'custom'] as const

export type InstanceChoice = (typeof INSTANCE_CHOICES)[number]

/** What inputs and flags say of it. A text that is not given is empty. */
export interface InstanceWords {
  readonly choice: InstanceChoice
  /** Allows names of a repository that is not public to be written into the public log. */
  readonly publishPrivateNames: boolean
  /** For the choice custom. */
  readonly fulcioUrl: string
  readonly logUrl: string
  readonly logVersion: 1 | 2
  readonly timestampUrl: string
}

export interface InstanceSettings extends InstanceWords {
  /** Trusted roots to take; empty for the one that the suite carries, which a Sigstore of your own does not have. */
  readonly trust: readonly TrustDomain[]
}
