// SPDX-License-Identifier: Apache-2.0

/** The identity that a job has as part of its workflow. */
export interface WorkflowIdentity {
  /** Whether the job may ask for tokens. */
  readonly isAvailable: boolean
  /** Whether what the job would ask with differs from what the runner gave it. */
  readonly isForeign: boolean
  /** A token for an audience, hidden in the log. @throws KEYLESS_TOKEN_UNAVAILABLE, KEYLESS_TOKEN_URL_REFUSED */
  token(audience: string): Promise<string>
}
