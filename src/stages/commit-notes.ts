// SPDX-License-Identifier: Apache-2.0
// What the end of a stage must know of the beginning to record the commit's files as that did.
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { KnownOfCommit } from './known-of-commit.ts'

/** Whether files are compared with a commit that is checked out. */
export type SourceMode = 'auto' | 'none'

export interface CommitNotes {
  readonly source: SourceMode
  /** The files of the commit that were taken over, as far as their bytes alone do not tell their digests. */
  readonly takenOver: KnownOfCommit
}

export function encodeCommitNotes({ source, takenOver }: CommitNotes): JsonObject {
  const { converted, links } = takenOver
  const files = new Map([...converted].map(([path, { disk, commit }]) => [path, jsonObject({ disk, commit })]))
  return jsonObject({ source, taken_over: files, links: new Map(links) })
}

/** Of a recording whose digest was compared, so that its values are those that were written. */
export function readCommitNotes(at: JsonAt): CommitNotes {
  return {
    source: at.member('source').string() === 'none' ? 'none' : 'auto',
    takenOver: {
      converted: new Map(
        [...at.member('taken_over').members()].map(([path, file]) => [
          path as ArtifactPath,
          { disk: file.member('disk').string(), commit: file.member('commit').string() }
        ])
      ),
      links: new Map([...at.member('links').members()].map(([path, digest]) => [path as ArtifactPath, digest.string()]))
    }
  }
}
