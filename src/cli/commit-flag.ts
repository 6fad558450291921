// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { isGitId } from '../base/git-id.ts'
import { usage, type Arguments } from './arguments.ts'

/** What `--commit` notes in a link; undefined without the flag. Whoever records may have ids of another form. */
export function commitFlag(parsed: Arguments): string | undefined {
  return parsed.one('commit')
}

/** Like `commitFlag`, for a commit to compare with: the case of its digits does not matter. @throws USAGE */
export function expectedCommitFlag(parsed: Arguments): string | undefined {
  const text = parsed.one('commit')
  return text === undefined ? undefined : demandCommit(text.toLowerCase(), text)
}

function demandCommit(commit: string, given: string): string {
  if (isGitId(commit)) return commit
  throw usage(
    `--commit takes a commit of 40 or 64 hexadecimal digits${isGitId(given.toLowerCase()) ? ' in lower case' : ''}, not ${quoteUntrusted(given, 100)}.`,
    'Give what `git rev-parse "v1.2.3^{commit}"` prints; a tag or branch can come to mean another commit.'
  )
}
