// SPDX-License-Identifier: Apache-2.0
// The claims about source of a whole chain: whoever can tell what the repository has is asked once, and what nobody held
// against it is said.
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { checkSources, partOf, type GoodClaim, type SourceDemands } from './check-sources.ts'
import type { ClaimedSource } from './claimed-source.ts'
import type { ExpectedSource, FilesOf, RepositoryFiles, SourceReport } from './expected-source.ts'
import type { Failure, Warning } from './failure.ts'

/** What is found of the source. */
export interface JudgedSource {
  readonly failures: readonly Failure[]
  readonly warnings: readonly Warning[]
  readonly report: SourceReport | undefined
}

/** Judges what links claim of source, against what was demanded. It reads the files of each commit once. */
export class SourceJudge {
  readonly #expected: ExpectedSource
  readonly #run: SourceDemands['run']
  readonly #known = new Map<string, Promise<RepositoryFiles>>()

  /** @param run whether the run is known that is verified, and with it its commit */
  constructor(expected: ExpectedSource = { claims: 'optional' }, run: SourceDemands['run'] = 'unknown') {
    this.#expected = expected
    this.#run = run
  }

  /**
   * @param failed whether the chain is known to be bad: then what cannot be told hides no reason
   * @throws what the port throws that knows the files, unless something failed
   */
  async judge(
    sources: readonly ClaimedSource[],
    extent: SourceDemands['extent'],
    failed: boolean
  ): Promise<JudgedSource> {
    const { claims, only, checkedBy } = this.#expected
    const nobody = { files: undefined, parts: NO_PARTS }
    const demands = { commit: this.#commit(), claims, only, extent, run: this.#run, ...nobody }
    const alone = checkSources(sources, demands)
    const told = await this.#ask(alone.good, failed || alone.failures.length > 0)
    const { failures, good } = checkSources(sources, { ...demands, ...told })
    const [first] = good
    if (failures.length > 0) return { failures, warnings: [], report: undefined }
    const silent = claims === 'where-possible' || first !== undefined ? silentCheckouts(sources) : []
    if (first === undefined) {
      const isTold = claims === 'where-possible' && extent === 'all'
      return { failures, warnings: isTold ? [NOBODY_CLAIMS, ...silent] : silent, report: undefined }
    }
    const whole = good.find(({ claim }) => claim.only === undefined)?.claim
    return {
      failures,
      warnings: [...silent, ...partsIn(good), ...uncheckedIn(good, told)],
      report: {
        commit: first.claim.commit,
        tree: first.claim.tree,
        files: whole?.files,
        digest: whole?.digest,
        checkedBy: told.files !== undefined && (whole !== undefined || told.parts.size > 0) ? checkedBy : undefined
      }
    }
  }

  /**
   * What the repository has of the commit that the claims agree on, where it tells; asked once.
   *
   * @param failed as for `judge`
   * @throws what the port throws that knows the files, unless something failed
   */
  async toldOf(sources: readonly ClaimedSource[], failed: boolean): Promise<RepositoryFiles | undefined> {
    const { claims } = this.#expected
    const nobody = { files: undefined, parts: NO_PARTS }
    const demands = { commit: this.#commit(), claims, extent: 'so far', run: this.#run, ...nobody } as const
    const { good, failures } = checkSources(sources, demands)
    // Where a claim is bad in itself, the files of the commit that is expected tell which ones are at fault.
    const otherwise = failures.length > 0 ? this.#commit() : undefined
    const { files } = await this.#ask(good, failed || failures.length > 0, otherwise)
    return files
  }

  #commit(): string | undefined {
    const { commit, files } = this.#expected
    return commit ?? (typeof files === 'object' ? files.commit : undefined)
  }

  /**
   * @param otherwise the commit to ask for where no claim is good
   * @throws what the port throws, unless something failed
   */
  async #ask(good: readonly GoodClaim[], failed: boolean, otherwise?: string): Promise<Told> {
    const { files } = this.#expected
    if (typeof files !== 'function') return { files, parts: NO_PARTS }
    const [commit = otherwise, other] = new Set(good.map(({ claim }) => claim.commit))
    if (commit === undefined || other !== undefined) return { files: undefined, parts: NO_PARTS }
    try {
      const whole = await this.#lookUp(files, commit)
      const parts = new Map<string, RepositoryFiles>()
      for (const { claim } of good) {
        const { only } = claim
        if (only === undefined || parts.has(partOf(only)) || parts.size >= MOST_PARTS) continue
        parts.set(partOf(only), await this.#lookUp(files, commit, only))
      }
      return { files: whole, parts }
    } catch (error) {
      if (failed) return { files: undefined, parts: NO_PARTS }
      throw error
    }
  }

  /** Asks once for each commit and part of it. */
  #lookUp(ask: FilesOf, commit: string, only?: readonly string[]): Promise<RepositoryFiles> {
    const key = JSON.stringify([commit, only])
    const asked = this.#known.get(key) ?? (only === undefined ? ask(commit, only) : sumsOf(ask(commit, only)))
    this.#known.set(key, asked)
    return asked
  }
}

/** Files are compared with those of the whole commit, so that each part need not be kept. */
async function sumsOf(asked: Promise<RepositoryFiles>): Promise<RepositoryFiles> {
  const { commit, tree, files, digest } = await asked
  return { commit, tree, files, digest }
}

/** Then no link is held against any commit, which somebody should know. */
const NOBODY_CLAIMS: Warning = {
  code: 'SOURCE_UNCLAIMED',
  message:
    'No link has a source claim, so the commit cannot be checked: each says that its step began without a repository. Let each job check out by the stage `checkout`, or take over from one that did; `source: demanded` in the gate refuses such a run.'
}

/** What a checkout without a claim recorded, nobody can hold against any commit. */
function silentCheckouts(sources: readonly ClaimedSource[]): Warning[] {
  return sources.flatMap(({ step, checkout, claim, otherRepository }) =>
    checkout && claim === undefined
      ? [
          {
            code: 'SOURCE_UNCLAIMED',
            step,
            message: `The link of step "${step}" records a checkout${otherRepository === undefined ? '' : ` of the repository ${quoteUntrusted(otherRepository)}`}, and claims no source, so its files cannot be checked; \`source: demanded\` in the gate refuses it.`
          }
        ]
      : []
  )
}

/** Of the other files of the commit such a link says nothing. */
function partsIn(good: readonly GoodClaim[]): Warning[] {
  return good.flatMap(({ step, claim: { only } }) =>
    only === undefined
      ? []
      : [
          {
            code: 'SOURCE_PARTIAL',
            step,
            message: `The link of step "${step}" claims source for these patterns alone, and nothing of other files of the commit: ${patternsOf(only)}.`
          }
        ]
  )
}

const patternsOf = (only: readonly string[]): string =>
  listed(only, LIMITS.sentenceNames, (pattern) => quoteUntrusted(pattern, 200))

/** What the repository told. */
type Told = Pick<SourceDemands, 'files' | 'parts'>

const NO_PARTS: Told['parts'] = new Map()
/** Each of them reads the whole commit again. */
const MOST_PARTS = 20

function uncheckedIn(good: readonly GoodClaim[], { files, parts }: Told): Warning[] {
  if (files === undefined)
    return [{ code: 'SOURCE_UNCHECKED', message: 'The source claims were not checked against a repository.' }]
  const unchecked = new Set<string>()
  for (const { step, claim, products, ownBytes, leftOut } of good) {
    if (products !== undefined && ownBytes.length > 0)
      unchecked.add(
        `${count(ownBytes.length, 'file')} of step "${step}" in encodings that only git's own library knows`
      )
    if (products !== undefined && leftOut > 0)
      unchecked.add(`${count(leftOut, 'file')} that exclude patterns left out of step "${step}"`)
    const { only } = claim
    if (only !== undefined && !parts.has(partOf(only))) unchecked.add(`the files of the patterns ${patternsOf(only)}`)
    for (const path of claim.submodules.keys())
      unchecked.add(`the files of submodule ${quoteUntrusted(path)}, which lie in another repository`)
  }
  if (unchecked.size === 0) return []
  return [
    {
      code: 'SOURCE_UNCHECKED',
      message: `Some source claims could not be checked against the repository: ${listed([...unchecked], LIMITS.sentenceNames, (part) => part)}.`
    }
  ]
}
