// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { ArtifactTable, tableOfNames } from '../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'

/** Names that JSON spells as they are, and others. */
const NAMES = ['a', 'a"b', 'a\\b', 'a\nb', 'dir:c'].sort() as ArtifactPath[]

function table(names: readonly ArtifactPath[]): ArtifactTable {
  // Not at the beginning of its memory, as in a table that is a part of another.
  const memory = new Uint8Array(32 * (names.length + 1))
  memory.forEach((_byte, index) => (memory[index] = index % 251))
  return tableOfNames(names, memory.subarray(32))
}

describe('the digest of artifacts', () => {
  test.each([[NAMES], [[]]])('is the same however they are kept: %j', (names) => {
    const kept = table(names)
    const digest = artifactsDigest(kept)
    expect(digest).toBe(artifactsDigest(artifactsOf([...kept])))
    const lines = [...kept].map(([path, digests]) => `${JSON.stringify([digests, path])}\n`)
    expect(digest).toBe(`sha256:${createHash('sha256').update(lines.join('')).digest('hex')}`)
  })
})
