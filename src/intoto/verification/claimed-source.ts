// SPDX-License-Identifier: Apache-2.0
// What one link says of the source that its step saw, and whether that is what the link itself recorded: whoever lies
// about the commit's files must lie about every digest of the checkout, too.
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { sha256In, type Artifacts } from '../artifacts/artifacts.ts'
import { sha256HexOfTexts } from '../hashing/sha256.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import type { Link } from '../link/link.ts'
import { readOwnBytes } from '../link/own-bytes.ts'
import { readRecordedHalf } from '../link/recording-notes.ts'
import { readSource, saysNoRepository, sourceLines, type CommitFiles, type SourceClaim } from '../link/source-claim.ts'
import type { ClaimedRun } from './check-runs.ts'

/** What a link that counts says of its source. */
export interface ClaimedSource extends ClaimedRun {
  readonly claim: SourceClaim | 'malformed' | undefined
  /** Whether it says that there was no repository to claim anything of. */
  readonly noRepository: boolean
  /** Whether the step was a checkout, whose products are the files of a commit. */
  readonly checkout: boolean
  /** The repository that a checkout says that it is of, where that is not the one of the run. */
  readonly otherRepository: string | undefined
  /** Files of a checkout that stand with digests that no claim is over, so that these cannot be compared. */
  readonly ownBytes: readonly string[]
  /** How many files of a checkout its exclude patterns left out of the products. */
  readonly leftOut: number
  /** What a checkout recorded; undefined for what is none, or claims nothing. */
  readonly products: Artifacts | undefined
  /** How the claim contradicts the rest of the link; empty where it does not. */
  readonly contradictions: readonly string[]
}

/** @param claimed the run that the link belongs to, and its step */
export function claimedSource({ environment, products }: Link, claimed: ClaimedRun): ClaimedSource {
  const claim = readSource(environment)
  const checkout = environment.get('checkout')
  const contradictions =
    checkout === undefined || claim === undefined || claim === 'malformed'
      ? []
      : contradictionsOf(claim, checkout, { environment, products })
  const noRepository = saysNoRepository(environment)
  const leftOut = readRecordedHalf(environment, 'products')?.leftOut.values() ?? []
  const repository = isObject(checkout) ? checkout.get('repository') : undefined
  const otherRepository = typeof repository === 'string' ? repository : undefined
  return {
    ...claimed,
    claim,
    noRepository,
    checkout: checkout !== undefined,
    otherRepository,
    ownBytes: readOwnBytes(environment),
    leftOut: [...leftOut].reduce((sum, files) => sum + files, 0),
    products: checkout === undefined || claim === undefined ? undefined : products,
    contradictions
  }
}

const isObject = (value: JsonValue | undefined): value is JsonObject => value !== undefined && isJsonObject(value)

function contradictionsOf(
  claim: SourceClaim,
  checkout: JsonValue,
  { environment, products }: Pick<Link, 'environment' | 'products'>
): string[] {
  const commit = isObject(checkout) ? checkout.get('commit') : undefined
  return [
    ...(commit === claim.commit
      ? []
      : [
          `It claims source of commit ${claim.commit}, and says that it checked out ${typeof commit === 'string' ? quoteUntrusted(commit, 80) : 'something that it does not name'}.`
        ]),
    ...(isWhole(claim, environment) ? filesDiffer(claim, products, readOwnBytes(environment)) : [])
  ]
}

/** Whether the products are all files of the commit; where they are some of them, the link says so. */
function isWhole({ path: top = '.' }: SourceClaim, environment: JsonObject): boolean {
  const told = readRecordedHalf(environment, 'products')
  if (told === undefined) return true
  const paths = told.paths.map(shortest)
  return told.leftOut.size === 0 && !paths.some((path) => path !== '.' && path !== top)
}

/** As people may have written it: `./app/` for `app`. */
function shortest(path: string): string {
  const short = path.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '')
  return short === '' ? '.' : short
}

/** The products against what is claimed of the commit and of each of its submodules. */
function filesDiffer(
  { path, submodules, ...own }: SourceClaim,
  products: Artifacts,
  ownBytes: readonly string[]
): string[] {
  const top = path === undefined ? '' : `${path}/`
  const outside = [...products.paths()].find((name) => !name.startsWith(top))
  if (outside !== undefined)
    return [`It claims source in ${quoteUntrusted(top)}, and recorded ${quoteUntrusted(outside)}.`]
  const works = new Map<string, CommitFiles>([
    ['', own],
    ...[...submodules].map(([at, files]) => [`${at}/`, files] as const)
  ])
  return [...works].flatMap(([prefix, claimed]) => {
    const inner = [...works.keys()].filter((other) => other.length > prefix.length && other.startsWith(prefix))
    const found = filesBelow(
      products,
      `${top}${prefix}`,
      inner.map((other) => `${top}${other}`)
    )
    // Where some files stand with another digest than the commit has of them, there is no digest over all to compare.
    const sameDigest = found.digest === claimed.digest || ownBytes.some((name) => found.names.has(name))
    return found.files === claimed.files && sameDigest
      ? []
      : [
          `${prefix === '' ? 'It claims' : `Of the submodule ${quoteUntrusted(prefix.slice(0, -1))} it claims`} ${filesText(claimed)}, and recorded ${filesText(found)}.`
        ]
  })
}

type Files = Pick<CommitFiles, 'files' | 'digest'>

/** Files with the digest over them, in words. */
export function filesText({ files, digest }: Files): string {
  return `${count(files, 'file')} with the digest ${digest}`
}

/** What a claim about the files at `top` would say, those apart that lie in `others`. */
function filesBelow(
  products: Artifacts,
  top: string,
  others: readonly string[]
): Files & { readonly names: ReadonlySet<string> } {
  const names = new Set<string>()
  const found: [string, string][] = []
  for (const [name, digests] of products) {
    if (!name.startsWith(top) || others.some((other) => name.startsWith(other))) continue
    names.add(name)
    // No claim can be about a file without one.
    found.push([name.slice(top.length), sha256In(digests) ?? ''])
  }
  return { names, files: found.length, digest: sha256HexOfTexts(sourceLines(found)) }
}
