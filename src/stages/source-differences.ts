// SPDX-License-Identifier: Apache-2.0
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
import type { SourceDifference } from '../recording/source/recorded-source.ts'

/** Files that one message names. */
const MOST_NAMES = 10

/** Files that differ from those of a commit, in words: `2 files ("a" (other content), "b" (missing))`. */
export function differencesText(differences: readonly SourceDifference[]): string {
  const names = differences.map(({ path, kind }) => `${quoteUntrusted(path)} (${WORDS[kind]})`)
  return `${count(names.length, 'file')} (${listed(names, MOST_NAMES, (name) => name)})`
}

const WORDS: Readonly<Record<SourceDifference['kind'], string>> = {
  content: 'other content',
  missing: 'missing',
  mode: 'other executable bit',
  type: 'not the kind of file that the commit has',
  target: 'leads elsewhere',
  lfs: 'not the content that its Git LFS pointer names',
  encoding: 'in an encoding that cannot be checked'
}
