// SPDX-License-Identifier: Apache-2.0
// Which commit the source of the links must be of. What the links are bound to is another question: every link names the
// commit that GitHub says the run is of, also where the stages checked another one out.
import { isGitId } from '../base/git-id.ts'
import { invalid } from '../base/inputs.ts'
import { isOfPullRequest, type GateRun } from './gate-run.ts'

/** `run`: the commit of the run; `head`: the tip of the pull request; else a commit by its id. */
export type SourceCommit = 'run' | 'head' | { readonly id: string }

/** Reads the input `commit`. Undefined for what it does not take: a short id could become that of another commit. */
export function readSourceCommit(text: string): SourceCommit | undefined {
  if (text === 'run' || text === 'head') return text
  return isGitId(text) ? { id: text } : undefined
}

/**
 * The commit that the claims must name; undefined where nobody tells it, and they only have to agree on one.
 *
 * @param ofRun the commit that the run of the links is of, where it is known
 * @throws INPUT_INVALID for `head` where the event has no pull request
 */
export function sourceCommitOf(
  choice: SourceCommit,
  { event, eventName }: Pick<GateRun, 'event' | 'eventName'>,
  ofRun: string | undefined
): string | undefined {
  if (choice === 'run') return ofRun
  if (choice !== 'head') return choice.id
  const head = isOfPullRequest(eventName) ? event.text('pull_request.head.sha') : undefined
  if (head !== undefined && isGitId(head)) return head
  throw invalid(
    'commit',
    '`head` is the tip of a pull request, and the event of this run has none',
    'Write `run`, or give the commit by all of its digits.'
  )
}
