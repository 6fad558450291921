// SPDX-License-Identifier: Apache-2.0
// The digests that strict verification knows: the names of securesystemslib and of the attestation framework's digest
// sets. An unknown name could be anything, two equal values of which say nothing.
import { digestPairs, type DigestSet } from './artifacts.ts'

interface DigestAlgorithm {
  /** Numbers of hexadecimal digits that a value can have. */
  readonly digits: readonly number[]
  /** Whether nobody can make two files of one digest. */
  readonly collisions: 'resistant' | 'possible'
}

const resistant = (...digits: number[]): DigestAlgorithm => ({ digits, collisions: 'resistant' })
const weak = (...digits: number[]): DigestAlgorithm => ({ digits, collisions: 'possible' })

const DIGEST_ALGORITHMS: ReadonlyMap<string, DigestAlgorithm> = new Map(
  Object.entries({
    sha224: resistant(56),
    sha256: resistant(64),
    sha384: resistant(96),
    sha512: resistant(128),
    sha512_224: resistant(56),
    sha512_256: resistant(64),
    sha3_224: resistant(56),
    sha3_256: resistant(64),
    sha3_384: resistant(96),
    sha3_512: resistant(128),
    blake2b: resistant(128),
    'blake2b-256': resistant(64),
    blake2s: resistant(64),
    md5: weak(32),
    sha1: weak(40),
    ripemd160: weak(40),
    // Objects of git, by SHA-1 in nearly all repositories.
    gitCommit: weak(40, 64),
    gitTree: weak(40, 64),
    gitBlob: weak(40, 64),
    gitTag: weak(40, 64)
  })
)

const USUAL = /^sha256:[0-9a-f]{64}$/
const LOWER_CASE = /^[0-9a-f]+$/

/** Whether there is a digest, and each has a known name and a value of the right length in lower case. */
export function areKnownDigests(digests: DigestSet): boolean {
  if (USUAL.test(digests)) return true
  const pairs = digestPairs(digests)
  return (
    pairs.length > 0 &&
    pairs.every(
      ([algorithm, hex]) =>
        LOWER_CASE.test(hex) && DIGEST_ALGORITHMS.get(algorithm)?.digits.includes(hex.length) === true
    )
  )
}

/** Whether files of these digests are the same: one of the algorithms resists collisions. */
export function areCollisionResistant(digests: DigestSet): boolean {
  return (
    digests.startsWith('sha256:') ||
    digestPairs(digests).some(([algorithm]) => DIGEST_ALGORITHMS.get(algorithm)?.collisions === 'resistant')
  )
}
