// SPDX-License-Identifier: Apache-2.0
import { digestOfHex, sha256OfLines } from '../files/sha256-digest.ts'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'

/**
 * One digest for a set of artifacts, `sha256:<hex>`: the SHA-256 of one line `["<digests>","<path>"]` of JSON for each,
 * in order of the paths' code points. JSON, because a file name may hold a line break, and two sets must not make one
 * text.
 */
export function artifactsDigest(artifacts: Artifacts): string {
  return digestOfHex(sha256OfLines(linesOf(artifacts)))
}

function* linesOf(artifacts: Artifacts): Generator<string> {
  for (const [path, digests] of artifacts) yield `${JSON.stringify([digests, path])}\n`
}
