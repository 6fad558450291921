// SPDX-License-Identifier: Apache-2.0
// What one link says of the source that its step saw, and whether that is what the link itself recorded: whoever lies
// about the commit's files must lie about every digest of the checkout, too.
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import { LIMITS } from '../../base/limits.ts'
import { withoutEnd } from '../../base/without-end.ts'
import { sha256In, type Artifacts } from '../artifacts/artifacts.ts'
import { sha256HexOfTexts } from '../hashing/sha256.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import { seesSource, type StepIntents } from '../intents/intents.ts'
import type { Link } from '../link/link.ts'
import { readOwnBytes } from '../link/own-bytes.ts'
import { readRecordedHalf } from '../link/recording-notes.ts'
import { readSource, saysNoRepository, sourceLines, type CommitFiles, type SourceClaim } from '../link/source-claim.ts'
import { readTookOver } from '../link/took-over.ts'
import type { ClaimedRun } from './check-runs.ts'
import { withDirectories } from '../artifacts/with-directories.ts'

/** What a link that counts says of its source. */
export interface ClaimedSource extends ClaimedRun {
  readonly claim: SourceClaim | 'malformed' | undefined
  /** Whether it says that there was no repository to claim anything of. */
  readonly noRepository: boolean
  /** Whether the step was a checkout, whose products are the files of a commit. */
  readonly checkout: boolean
  /** Whether the layout says in intents that the step takes or adds source, and so holds its files against the claim. */
  readonly takesSource: boolean
  /** The repository that a checkout says that it is of, where the run says that it belongs to another one. */
  readonly otherRepository: string | undefined
  /** Files of a checkout that stand with digests that no claim is over, so that these cannot be compared. */
  readonly ownBytes: readonly string[]
  /** How many files of a checkout its exclude patterns left out of the products. */
  readonly leftOut: number
  /**
   * What must be files of the commit: the products of a checkout, and of a link that claims source and names nothing that
   * its step began with, so that whoever leaves the word `checkout` away gains nothing. Undefined for others.
   */
  readonly products: Artifacts | undefined
  /** How the claim contradicts the rest of the link; empty where it does not. */
  readonly contradictions: readonly string[]
}

/**
 * @param claimed the run that the link belongs to, and its step
 * @param intents what its layout says of the step in intents
 */
export function claimedSource(
  { environment, materials, products }: Link,
  claimed: ClaimedRun,
  intents?: Pick<StepIntents, 'takes' | 'addsSource'>
): ClaimedSource {
  const claim = readSource(environment)
  const checkout = environment.get('checkout')
  const contradictions =
    checkout === undefined || claim === undefined || claim === 'malformed'
      ? []
      : contradictionsOf(claim, checkout, { environment, products })
  const leftOut = readRecordedHalf(environment, 'products')?.leftOut.values() ?? []
  const bringsSource = checkout !== undefined || (materials.size === 0 && readTookOver(environment).length === 0)
  return {
    ...claimed,
    claim,
    noRepository: saysNoRepository(environment),
    checkout: checkout !== undefined,
    takesSource: seesSource(intents),
    otherRepository: otherRepository(checkout, claimed),
    ownBytes: readOwnBytes(environment),
    leftOut: [...leftOut].reduce((sum, files) => sum + files, 0),
    products: claim !== undefined && bringsSource ? products : undefined,
    contradictions
  }
}

/** A name that is no name of a repository, or is held against a run that names none, is no other one. */
function otherRepository(checkout: JsonValue | undefined, { run }: ClaimedRun): string | undefined {
  const named = isObject(checkout) ? checkout.get('repository') : undefined
  const own = run === undefined || run === 'malformed' ? undefined : run.repository
  if (typeof named !== 'string' || own === undefined || !/^[\w.-]+\/[\w.-]+$/.test(named)) return undefined
  return comparable(named) === comparable(own) ? undefined : named
}

/** As the server reads it. */
const comparable = (repository: string): string => repository.toLowerCase().replace(/\.git$/, '')

const isObject = (value: JsonValue | undefined): value is JsonObject => value !== undefined && isJsonObject(value)

function contradictionsOf(
  claim: SourceClaim,
  checkout: JsonValue,
  { environment, products }: Pick<Link, 'environment' | 'products'>
): string[] {
  const commit = isObject(checkout) ? checkout.get('commit') : undefined
  const told = readRecordedHalf(environment, 'products')
  const others = told?.paths.filter((path) => !isWhole(path, claim)) ?? []
  const isCounted = told === undefined || told.leftOut.size === 0
  return [
    ...(commit === claim.commit
      ? []
      : [
          `It claims source of commit ${claim.commit}, and says that it checked out ${typeof commit === 'string' ? quoteUntrusted(commit, 80) : 'something that it does not name'}.`
        ]),
    ...(others.length === 0
      ? []
      : [
          `A checkout records all files of the commit, and it says that it recorded ${listed(others, LIMITS.sentenceNames, (path) => quoteUntrusted(path, 200))}.`
        ]),
    ...(isCounted ? filesDiffer(claim, products, new Set(readOwnBytes(environment))) : [])
  ]
}

/** Whether a path that was recorded is the whole work tree; it may be written as `./app/` for `app`. */
function isWhole(path: string, { path: top = '.' }: SourceClaim): boolean {
  const short = withoutEnd(path.replace(/^(?:\.\/+)+/, ''), '/')
  return short === '' || short === '.' || short === top
}

/** The products against what is claimed of the commit and of each of its submodules. */
function filesDiffer(
  { path, submodules, ...own }: SourceClaim,
  products: Artifacts,
  ownBytes: ReadonlySet<string>
): string[] {
  const top = path === undefined ? '' : `${path}/`
  const works = new Map<string, WorkTree>([
    [top, { prefix: '', claimed: own, found: [], ownBytes: false }],
    ...[...submodules].map(([at, claimed]): [string, WorkTree] => [
      `${top}${at}/`,
      { prefix: `${at}/`, claimed, found: [], ownBytes: false }
    ])
  ])
  for (const [name, digests, directory] of withDirectories(products, works.keys())) {
    const work = directory === undefined ? undefined : works.get(directory)
    if (work === undefined || directory === undefined)
      return [`It claims source in ${quoteUntrusted(top)}, and recorded ${quoteUntrusted(name)}.`]
    // No claim can be about a file without a digest.
    work.found.push([name.slice(directory.length), sha256In(digests) ?? ''])
    work.ownBytes ||= ownBytes.has(name)
  }
  return [...works.values()].flatMap(differenceIn)
}

/** Where files of one commit lie, and which were found there. */
interface WorkTree {
  /** Within the one at the top: empty for that, else with a slash at its end. */
  readonly prefix: string
  readonly claimed: CommitFiles
  readonly found: [path: string, sha256: string][]
  /** Whether one of them stands with another digest than the commit has of it: then none over all can be compared. */
  ownBytes: boolean
}

function differenceIn({ prefix, claimed, found, ownBytes }: WorkTree): string[] {
  const recorded = { files: found.length, digest: sha256HexOfTexts(sourceLines(found)) }
  if (recorded.files === claimed.files && (recorded.digest === claimed.digest || ownBytes)) return []
  const claims = prefix === '' ? 'It claims' : `Of the submodule ${quoteUntrusted(prefix.slice(0, -1))} it claims`
  return [`${claims} ${filesText(claimed)}, and recorded ${filesText(recorded)}.`]
}

type Files = Pick<CommitFiles, 'files' | 'digest'>

/** Files with the digest over them, in words. */
export function filesText({ files, digest }: Files): string {
  return `${count(files, 'file')} with the digest ${digest}`
}
