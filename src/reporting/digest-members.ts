// SPDX-License-Identifier: Apache-2.0
import { digestPairs, type DigestSet } from '../intoto/artifacts/artifacts.ts'

/** A digest set as an object: hexadecimal digits by algorithm. */
export function digestMembers(digests: DigestSet): Readonly<Record<string, string>> {
  return Object.fromEntries(digestPairs(digests))
}
