// SPDX-License-Identifier: Apache-2.0
// What the end of a stage must know of the beginning to record the commit's files as that did.
import { jsonObject, type JsonObject } from '../intoto/json/json-value.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import type { ArtifactPath } from '../intoto/artifacts/artifacts.ts'
import type { ConvertedByName } from './converted-products.ts'

/** Whether files are compared with a commit that is checked out. */
export type SourceMode = 'auto' | 'none'

export interface CommitNotes {
  readonly source: SourceMode
  /** The files of the commit that were taken over from a stage that had them with other bytes. */
  readonly takenOver: ConvertedByName
}

export function encodeCommitNotes({ source, takenOver }: CommitNotes): JsonObject {
  const files = new Map([...takenOver].map(([path, { disk, commit }]) => [path, jsonObject({ disk, commit })]))
  return jsonObject({ source, taken_over: files })
}

/** Of a recording whose digest was compared, so that its values are those that were written. */
export function readCommitNotes(at: JsonAt): CommitNotes {
  return {
    source: at.member('source').string() === 'none' ? 'none' : 'auto',
    takenOver: new Map(
      [...at.member('taken_over').members()].map(([path, file]) => [
        path as ArtifactPath,
        { disk: file.member('disk').string(), commit: file.member('commit').string() }
      ])
    )
  }
}
