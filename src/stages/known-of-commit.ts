// SPDX-License-Identifier: Apache-2.0
// Where there is no commit to compare with, a file of it that was checked out elsewhere is still known by the link that
// it came with; recorded by its own bytes it would differ from one platform to the next.
import { join } from 'node:path'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import type { Tracking } from '../recording/tracking.ts'
import type { ConvertedByName } from './converted-products.ts'
import { targetDigest } from '../recording/source/disk.ts'

/** Files of a commit whose digests are known, by their names in the workspace. */
export interface KnownOfCommit {
  readonly converted: ConvertedByName
  /** Symbolic links, with the SHA-256 of their target's name, 64 digits. */
  readonly links: ReadonlyMap<ArtifactPath, string>
}

export const NOTHING_KNOWN: KnownOfCommit = { converted: new Map(), links: new Map() }

/** Records as another does, and each file that is one of `known`, byte for byte, by the digest of the commit's. */
export function knowing(
  recorder: Pick<Recorder, 'record'>,
  known: KnownOfCommit,
  workspace: string
): Pick<Recorder, 'record'> {
  if (known.converted.size === 0 && known.links.size === 0) return recorder
  return { record: (request, tracking) => recorder.record(request, tracked(known, workspace, tracking)) }
}

/** What two know; of a file that both know, the first one decides. */
export function joined(first: Tracking | undefined, second: Tracking): Tracking {
  if (first === undefined) return second
  const gitId = first.gitId ?? second.gitId
  return {
    known: (path) => first.known(path) ?? second.known(path),
    beside: (recorded) => [...first.beside(recorded), ...second.beside(recorded)],
    ...(gitId === undefined ? {} : { gitId }),
    settle: async (disk, gitIds) => {
      const idsFor = (one: Tracking): typeof gitIds => (one.gitId === gitId ? gitIds : undefined)
      // A file that the first has nothing to say of is not the second's for that.
      const others = [...(await second.settle(disk, idsFor(second)))].filter(
        ([path]) => first.known(path) === undefined
      )
      return new Map([...others, ...(await first.settle(disk, idsFor(first)))])
    }
  }
}

function tracked({ converted, links }: KnownOfCommit, workspace: string, other: Tracking | undefined): Tracking {
  return {
    known: (path) => {
      const sha256 = links.get(path as ArtifactPath)
      const mine = sha256 !== undefined && targetDigest(join(workspace, path)) === sha256
      return other?.known(path) ?? (mine ? { kind: 'link', sha256 } : undefined)
    },
    beside: (recorded) => other?.beside(recorded) ?? [],
    ...(other?.gitId === undefined ? {} : { gitId: other.gitId }),
    settle: async (disk, gitIds) => {
      const settled = new Map(await other?.settle(disk, gitIds))
      for (const [path, file] of converted)
        if (!settled.has(path) && disk.get(path) === file.disk) settled.set(path, file.commit)
      return settled
    }
  }
}
