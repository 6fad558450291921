// SPDX-License-Identifier: Apache-2.0
// What a checkout recorded, file by file, against what a repository has of the commit: number and digest of all say nothing
// where a link says that it recorded some of them only.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import { strangeSubmodules, submoduleText } from '../link/strange-submodules.ts'
import type { SourceClaim } from '../link/source-claim.ts'
import { sha256In } from '../artifacts/artifacts.ts'
import type { ClaimedSource } from './claimed-source.ts'
import type { RepositoryFiles } from './expected-source.ts'
import { withDirectories } from '../artifacts/with-directories.ts'

/** Names in one sentence. */
const MOST_NAMES = 10

type Recorded = Pick<ClaimedSource, 'ownBytes' | 'leftOut' | 'products'>
type Told = Pick<RepositoryFiles, 'digests' | 'submodules' | 'unknownEncodings'>

/** How products and submodules contradict a repository, as far as it tells; empty where they do not. */
export function recordedFalsely(recorded: Recorded, claim: SourceClaim, told: Told): string[] {
  return [
    ...(told.digests === undefined ? [] : falseProducts(recorded, claim, told.digests, told.unknownEncodings)),
    ...(told.submodules === undefined ? [] : falseSubmodules(claim, told.submodules))
  ]
}

function falseProducts(
  { products, ownBytes, leftOut }: Recorded,
  { path: at, only, submodules }: SourceClaim,
  digests: ReadonlyMap<string, string>,
  unknownEncodings: ReadonlySet<string> = NONE
): string[] {
  if (products === undefined) return []
  const top = at === undefined ? '' : `${at}/`
  const own = new Set(ownBytes)
  const [strange, different]: [string[], string[]] = [[], []]
  const [seen, excused] = [new Set<string>(), new Set<string>()]
  const places = [top, ...[...submodules.keys()].map((path) => `${top}${path}/`)]
  for (const [name, found, place] of withDirectories(products, places)) {
    const path = name.slice(top.length)
    const isOfOther = place !== undefined && place !== top
    if (isOfOther || (place === top && unknownEncodings.has(path))) excused.add(name)
    // Of a submodule its own repository tells, which nobody asked.
    if (isOfOther) continue
    const committed = place === undefined ? undefined : digests.get(path)
    if (committed === undefined) strange.push(name)
    else {
      seen.add(path)
      if (committed !== sha256In(found) && !own.has(name)) different.push(name)
    }
  }
  const known = ownBytes.filter((name) => !excused.has(name))
  const mayLack = leftOut > 0 || only !== undefined
  const missing = mayLack ? [] : [...digests.keys()].filter((path) => !seen.has(path))
  return [
    ...sentence('It recorded files that the commit does not have', strange),
    ...sentence('It recorded files with other digests than the commit has', different),
    ...sentence('It says that nobody can compare files, and their encoding is known', known),
    ...sentence('It did not record files that the commit has', missing)
  ]
}

const NONE: ReadonlySet<string> = new Set()

function sentence(what: string, paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [`${what}: ${listed(paths, MOST_NAMES, (path) => quoteUntrusted(path))}.`]
}

function falseSubmodules({ submodules }: SourceClaim, committed: ReadonlyMap<string, string>): string[] {
  return strangeSubmodules(submodules, committed).map(
    (strange) => `It claims a submodule at ${submoduleText(strange)}.`
  )
}
