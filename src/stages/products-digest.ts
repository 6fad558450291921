// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { digestOfHex, sha256OfLines } from '../files/sha256-digest.ts'
import { ArtifactTable } from '../intoto/artifacts/artifact-table.ts'
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { DIGEST_BYTES } from '../intoto/json/digest-section.ts'

/**
 * One digest for a set of artifacts, `sha256:<hex>`: the SHA-256 of one line `["<digests>","<path>"]` of JSON for each,
 * in order of the paths' code points. JSON, because a file name may hold a line break, and two sets must not make one
 * text.
 */
export function artifactsDigest(artifacts: Artifacts): string {
  return digestOfHex(sha256OfLines(linesOf(artifacts)))
}

function linesOf(artifacts: Artifacts): Iterable<string> {
  return artifacts instanceof ArtifactTable ? linesOfTable(artifacts) : linesOfPairs(artifacts)
}

function* linesOfPairs(artifacts: Artifacts): Generator<string> {
  for (const [path, digests] of artifacts) yield `${JSON.stringify([digests, path])}\n`
}

/** The same lines, without keeping a text for each digest. */
function* linesOfTable({ names, digests }: ArtifactTable): Generator<string> {
  const bytes = Buffer.from(digests.buffer, digests.byteOffset, digests.length)
  for (const [position, name] of names.entries()) {
    const start = position * DIGEST_BYTES
    yield `["sha256:${bytes.toString('hex', start, start + DIGEST_BYTES)}",${JSON.stringify(name)}]\n`
  }
}
