// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { isGitId } from '../base/git-id.ts'
import { usage, type Arguments } from './arguments.ts'

/** The commit that `--commit` expects, in lower case; undefined without the flag. @throws USAGE for anything but a whole id */
export function expectedCommitFlag(parsed: Arguments): string | undefined {
  const text = parsed.one('commit')
  if (text === undefined) return undefined
  const commit = text.toLowerCase()
  if (isGitId(commit)) return commit
  throw usage(
    `--commit takes a commit of 40 or 64 hexadecimal digits, not ${quoteUntrusted(text, 100)}.`,
    'Give what `git rev-parse "v1.2.3^{commit}"` prints; a tag or branch can come to mean another commit.'
  )
}
