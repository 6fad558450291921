// SPDX-License-Identifier: Apache-2.0
// The claims about source of a whole chain: whoever can tell what the repository has is asked once, and what nobody held
// against it is said.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { checkSources, type GoodClaim, type SourceDemands } from './check-sources.ts'
import type { ClaimedSource } from './claimed-source.ts'
import type { ExpectedSource, RepositoryFiles, SourceReport } from './expected-source.ts'
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
    const demands = { commit: this.#commit(), claims, extent, run: this.#run, files: undefined }
    const alone = checkSources(sources, demands)
    const files = await this.#filesFor(alone.good, failed || alone.failures.length > 0)
    const { failures, good } = files === undefined ? alone : checkSources(sources, { ...demands, files })
    const [first] = good
    if (failures.length > 0 || first === undefined) return { failures, warnings: [], report: undefined }
    const whole = good.find(({ claim }) => claim.only === undefined)?.claim
    return {
      failures,
      warnings: uncheckedIn(good, files),
      report: {
        commit: first.claim.commit,
        tree: first.claim.tree,
        files: whole?.files,
        digest: whole?.digest,
        checkedBy: files === undefined || whole === undefined ? undefined : checkedBy
      }
    }
  }

  #commit(): string | undefined {
    const { commit, files } = this.#expected
    return commit ?? (typeof files === 'object' ? files.commit : undefined)
  }

  /** @throws what the port throws, unless something failed */
  async #filesFor(good: readonly GoodClaim[], failed: boolean): Promise<RepositoryFiles | undefined> {
    const { files } = this.#expected
    if (typeof files !== 'function') return files
    const [commit, other] = new Set(good.map(({ claim }) => claim.commit))
    if (commit === undefined || other !== undefined) return undefined
    try {
      const asked = this.#known.get(commit) ?? files(commit)
      this.#known.set(commit, asked)
      return await asked
    } catch (error) {
      if (failed) return undefined
      throw error
    }
  }
}

function uncheckedIn(good: readonly GoodClaim[], files: RepositoryFiles | undefined): Warning[] {
  if (files === undefined)
    return [{ code: 'SOURCE_UNCHECKED', message: 'The files of source are what the recorders say.' }]
  const parts = new Set<string>()
  for (const { claim } of good) {
    if (claim.only !== undefined) parts.add(`patterns ${quoteUntrusted(claim.only.join(' '), 200)}`)
    for (const path of claim.submodules.keys()) parts.add(`submodule ${quoteUntrusted(path)}`)
  }
  if (parts.size === 0) return []
  return [
    {
      code: 'SOURCE_UNCHECKED',
      message: `Some files of source are what the recorders say, because the repository alone does not tell: those of ${listed([...parts], LIMITS.sentenceNames, (part) => part)}.`
    }
  ]
}
