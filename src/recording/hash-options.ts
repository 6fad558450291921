// SPDX-License-Identifier: Apache-2.0

export type HashAlgorithm = 'sha256' | 'sha384' | 'sha512'

export interface HashOptions {
  readonly algorithms: readonly HashAlgorithm[]
  readonly lineEndings: 'as-is' | 'normalise'
  /** Whether to tell also, behind the other digests, which id git gives to the bytes as they are. */
  readonly gitId?: 'sha1' | 'sha256'
}
