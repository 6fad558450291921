// SPDX-License-Identifier: Apache-2.0
// Workflow artifacts, fetched a few ahead of whoever looks at them. Each takes two answers of servers far away, and one after
// the other these make most of the time that the gate waits: eight links take as long as one this way.
import type { LinkSource } from './link-source.ts'
import type { NamedArtifact } from './named-artifacts.ts'

/** As many as are fetched at a time. */
const AHEAD = 8

/** An artifact, and what was in it. */
export interface UnpackedArtifact {
  readonly artifact: NamedArtifact
  readonly directory: string
  readonly files: readonly string[]
}

/** All of them in their order. Nothing is fetched any more when it ends, however it does. @throws what the source throws */
export async function* unpackedAhead(
  source: Pick<LinkSource, 'unpack'>,
  artifacts: readonly NamedArtifact[]
): AsyncGenerator<UnpackedArtifact, void> {
  const running: ReturnType<LinkSource['unpack']>[] = []
  let begun = 0
  try {
    for (const artifact of artifacts) {
      for (const { listed } of artifacts.slice(begun, begun + AHEAD - running.length)) {
        const unpacked = source.unpack(listed)
        // It may fail before its turn comes, and its turn may never come.
        unpacked.catch(() => undefined)
        running.push(unpacked)
        begun += 1
      }
      yield { artifact, ...(await (running.shift() as (typeof running)[number])) }
    }
  } finally {
    await Promise.allSettled(running)
  }
}
