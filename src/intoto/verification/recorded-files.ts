// SPDX-License-Identifier: Apache-2.0
// What a checkout recorded, file by file, against what a repository has of the commit: number and digest of all say nothing
// where a link says that it recorded some of them only.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { SourceClaim } from '../link/source-claim.ts'
import { sha256In } from '../artifacts/artifacts.ts'
import type { ClaimedSource } from './claimed-source.ts'
import type { RepositoryFiles } from './expected-source.ts'

/** Names in one sentence. */
const MOST_NAMES = 10

/** How products and submodules contradict a repository, as far as it tells; empty where they do not. */
export function recordedFalsely(
  { products = [], ownBytes }: Pick<ClaimedSource, 'ownBytes'> & { readonly products: Products },
  claim: SourceClaim,
  { digests, submodules }: Pick<RepositoryFiles, 'digests' | 'submodules'>
): string[] {
  return [
    ...(digests === undefined ? [] : falseProducts(products, claim, new Set(ownBytes), digests)),
    ...(submodules === undefined ? [] : falseSubmodules(claim, submodules))
  ]
}

type Products = ClaimedSource['products'] | readonly never[]

function falseProducts(
  products: NonNullable<Products>,
  { path: at, submodules }: SourceClaim,
  ownBytes: ReadonlySet<string>,
  digests: ReadonlyMap<string, string>
): string[] {
  const top = at === undefined ? '' : `${at}/`
  const [strange, different]: [string[], string[]] = [[], []]
  for (const [name, found] of products) {
    const path = name.startsWith(top) ? name.slice(top.length) : ''
    if (isWithin(path, submodules)) continue
    const committed = digests.get(path)
    if (committed === undefined) strange.push(name)
    else if (committed !== sha256In(found) && !ownBytes.has(name)) different.push(name)
  }
  return [
    ...(strange.length === 0 ? [] : [`It recorded files that the commit does not have: ${names(strange)}.`]),
    ...(different.length === 0
      ? []
      : [`It recorded files with other digests than the commit has: ${names(different)}.`])
  ]
}

const names = (paths: readonly string[]): string => listed(paths, MOST_NAMES, (path) => quoteUntrusted(path))

/** Of a submodule within another one its own repository tells, which nobody asked. */
function falseSubmodules({ submodules }: SourceClaim, committed: ReadonlyMap<string, string>): string[] {
  return [...submodules].flatMap(([path, { commit }]) => {
    const wanted = committed.get(path)
    if (wanted === commit || (wanted === undefined && isWithin(path, submodules))) return []
    const has = wanted === undefined ? 'the commit has none there' : `the commit has it at ${wanted}`
    return [`It claims a submodule at ${quoteUntrusted(path)} of commit ${commit}; ${has}.`]
  })
}

/** Whether a path lies within one of the submodules. */
function isWithin(path: string, submodules: ReadonlyMap<string, unknown>): boolean {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    if (submodules.has(path.slice(0, slash))) return true
  return false
}
