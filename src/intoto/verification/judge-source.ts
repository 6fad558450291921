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

/** Who computed the files where nobody says so. */
const SOMEBODY = 'whoever verified'

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
    const { claims, checkedBy = SOMEBODY } = this.#expected
    const nobody = { files: undefined, parts: NO_PARTS }
    const demands = { commit: this.#commit(), claims, extent, run: this.#run, ...nobody }
    const alone = checkSources(sources, demands)
    const told = await this.#ask(alone.good, failed || alone.failures.length > 0)
    const { failures, good } = checkSources(sources, { ...demands, ...told })
    const [first] = good
    if (first === undefined && failures.length === 0 && claims === 'where-possible' && extent === 'all')
      return { failures, warnings: [NOBODY_CLAIMS], report: undefined }
    if (failures.length > 0 || first === undefined) return { failures, warnings: [], report: undefined }
    const whole = good.find(({ claim }) => claim.only === undefined)?.claim
    return {
      failures,
      warnings: uncheckedIn(good, told),
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
   * SHA-256, 64 digits, of each file of the commit that the claims agree on, where the repository tells; asked once.
   *
   * @param failed as for `judge`
   * @throws what the port throws that knows the files, unless something failed
   */
  async digestsOf(
    sources: readonly ClaimedSource[],
    failed: boolean
  ): Promise<ReadonlyMap<string, string> | undefined> {
    const { claims } = this.#expected
    const nobody = { files: undefined, parts: NO_PARTS }
    const demands = { commit: this.#commit(), claims, extent: 'so far', run: this.#run, ...nobody } as const
    const { good, failures } = checkSources(sources, demands)
    const { files } = await this.#ask(good, failed || failures.length > 0)
    return files?.digests
  }

  #commit(): string | undefined {
    const { commit, files } = this.#expected
    return commit ?? (typeof files === 'object' ? files.commit : undefined)
  }

  /** @throws what the port throws, unless something failed */
  async #ask(good: readonly GoodClaim[], failed: boolean): Promise<Told> {
    const { files } = this.#expected
    if (typeof files !== 'function') return { files, parts: NO_PARTS }
    const [commit, other] = new Set(good.map(({ claim }) => claim.commit))
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
    'No link claims any source: each says that its step began without a repository. So nothing tells that what was built is what the commit has. Let each job check out by the stage `checkout`, or take over from one that did; `source: demanded` in the gate refuses such a run.'
}

/** What the repository told. */
type Told = Pick<SourceDemands, 'files' | 'parts'>

const NO_PARTS: Told['parts'] = new Map()
/** Each of them reads the whole commit again. */
const MOST_PARTS = 20

function uncheckedIn(good: readonly GoodClaim[], { files, parts }: Told): Warning[] {
  if (files === undefined)
    return [{ code: 'SOURCE_UNCHECKED', message: 'The files of source are what the recorders say.' }]
  const unchecked = new Set<string>()
  for (const { step, claim, checkout, ownBytes, leftOut } of good) {
    if (checkout && ownBytes.length > 0)
      unchecked.add(`the encodings that nobody can check in step "${step}" (${count(ownBytes.length, 'file')})`)
    if (checkout && leftOut > 0) unchecked.add(`the exclude patterns of step "${step}" (${count(leftOut, 'file')})`)
    const { only } = claim
    if (only !== undefined && !parts.has(partOf(only))) unchecked.add(`patterns ${quoteUntrusted(only.join(' '), 200)}`)
    for (const path of claim.submodules.keys()) unchecked.add(`submodule ${quoteUntrusted(path)}`)
  }
  if (unchecked.size === 0) return []
  return [
    {
      code: 'SOURCE_UNCHECKED',
      message: `Some files of source are what the recorders say, because the repository alone does not tell: those of ${listed([...unchecked], LIMITS.sentenceNames, (part) => part)}.`
    }
  ]
}
