// SPDX-License-Identifier: Apache-2.0
// The source of a chain in words: which commit, how much of it, and whose word that is.
import { count } from '../base/count.ts'
import type { SourceReport } from '../intoto/verification/expected-source.ts'

/** A source in words, but for its commit. */
export function sourceText({ files, checkedBy }: SourceReport): string {
  const what = files === undefined ? 'some of its files' : count(files, 'file')
  return `${what}, ${checkedBy === undefined ? 'not held against the repository' : `held against the repository by ${checkedBy}`}`
}

/** A source for programs. Members are added over time and never change their meaning. */
export interface SourceJson {
  readonly commit: string
  readonly tree: string
  /** Null where each link claims some files of the commit only. */
  readonly files: number | null
  readonly digest: string | null
  readonly checked: boolean
  readonly checkedBy?: string
}

/** The member `source` of what is written for programs, where there is any source to tell of. */
export function sourceMember(source: SourceReport | undefined): { readonly source?: SourceJson } {
  if (source === undefined) return {}
  const { commit, tree, files = null, digest = null, checkedBy } = source
  const checked = checkedBy !== undefined
  return { source: { commit, tree, files, digest, checked, ...(checked ? { checkedBy } : {}) } }
}
