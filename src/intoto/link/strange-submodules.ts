// SPDX-License-Identifier: Apache-2.0
// Submodules that a link claims against the commit: a name of one is a place where files come in that no commit has.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { withDirectories } from '../artifacts/with-directories.ts'
import { compareCodePoints } from '../json/canonical-json.ts'
import type { SourceClaim } from './source-claim.ts'

/** A submodule that is claimed where the commit has none, or another one. */
export interface StrangeSubmodule {
  readonly path: string
  /** Git's id of the commit that is claimed. */
  readonly commit: string
  /** That which the commit has there; undefined for none. */
  readonly wanted: string | undefined
}

/**
 * Of a submodule within another one the repository of that one tells, which nobody asked.
 *
 * @param committed Git's ids of the commits of submodules by their paths
 */
export function strangeSubmodules(
  submodules: SourceClaim['submodules'],
  committed: ReadonlyMap<string, string>
): StrangeSubmodule[] {
  const claimed = [...submodules].sort(([one], [other]) => compareCodePoints(one, other))
  const places = claimed.map(([path]) => `${path}/`)
  const strange: StrangeSubmodule[] = []
  for (const [path, { commit }, within] of withDirectories(claimed, places)) {
    const wanted = committed.get(path)
    if (wanted !== commit && (wanted !== undefined || within === undefined)) strange.push({ path, commit, wanted })
  }
  return strange
}

/** To stand behind "a submodule at". */
export function submoduleText({ path, commit, wanted }: StrangeSubmodule): string {
  const has = wanted === undefined ? 'the commit has none there' : `the commit has it at ${wanted}`
  return `${quoteUntrusted(path)} of commit ${commit}; ${has}`
}

/**
 * A submodule that cannot be where it is claimed, since the commit itself has a file there, below it, or in the place of a
 * directory above it.
 *
 * @param files of the commit itself by path, in order of code points
 */
export function submoduleOverFiles(
  submodules: SourceClaim['submodules'],
  files: Iterable<readonly [path: string, value: unknown]>
): string | undefined {
  const places = [...submodules.keys()].map((path) => `${path}/`).sort(compareCodePoints)
  const asDirectories: string[] = []
  for (const [path, , place] of withDirectories(files, places)) {
    if (place !== undefined) return place.slice(0, -1)
    asDirectories.push(`${path}/`)
  }
  for (const [place, , file] of withDirectories(
    places.map((place) => [place, undefined] as const),
    asDirectories
  ))
    if (file !== undefined) return place.slice(0, -1)
  return undefined
}
