// SPDX-License-Identifier: Apache-2.0
// Which commit the source of the links must be of. What the links are bound to is another question: every link names the
// commit that GitHub says the run is of, also where the stages checked another one out.
import { isGitId } from '../base/git-id.ts'
import { invalid } from '../base/inputs.ts'
import type { Intents } from '../intoto/intents/intents.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { readSignedIntents } from '../intoto/verification/read-signed-intents.ts'
import { isOfPullRequest, type GateRun } from './gate-run.ts'

/** `run`: the commit of the run; `head`: the tip of the pull request; else a commit by its id. */
export type SourceCommit = 'run' | 'head' | { readonly id: string }

/** Reads the input `commit`. Undefined for what it does not take: a short id could become that of another commit. */
export function readSourceCommit(text: string): SourceCommit | undefined {
  if (text === 'run' || text === 'head') return text
  return isGitId(text) ? { id: text } : undefined
}

/** What a layout in intents says that the source is of; undefined for one in rules, or one that cannot be read. */
export type LayoutCommit = Intents['sourceCommit'] | undefined

/** A layout that cannot be read says nothing here; verification says why. */
export function commitOfLayout(layout: Layout | undefined): LayoutCommit {
  if (layout === undefined) return undefined
  const intents = readSignedIntents(layout)
  return intents === undefined || 'code' in intents ? undefined : intents.sourceCommit
}

/**
 * What the input and the layout say together. The layout says it where it is in intents, so that nobody who changes the
 * workflow changes it; the input only names the commit where the layout wants one named.
 *
 * @returns `head or run`: the tip of the pull request, and of a run without one its commit
 * @throws INPUT_INVALID where the two contradict each other
 */
export function choiceOf(input: SourceCommit, layout: LayoutCommit): SourceCommit | 'head or run' {
  const isNamed = typeof input === 'object'
  switch (layout) {
    case undefined:
      return input
    case 'named':
      if (isNamed) return input
      throw invalid(
        'commit',
        'the layout says `source: { commit: named }`, so the gate has to name the commit',
        'Give the whole id of the commit that the stages check out: `commit: ${{ … }}`.'
      )
    case 'head':
      if (!isNamed) return 'head or run'
      throw contradiction('head', 'named')
    case 'run':
      if (input === 'run') return input
      throw contradiction('run', isNamed ? 'named' : 'head')
  }
}

function contradiction(says: string, wanted: string): Error {
  return invalid(
    'commit',
    `the layout is in intents, and says that the source is of the commit ${says === 'run' ? 'of the run (the default)' : 'at the tip of the pull request'}`,
    `Leave the input away; or write \`source: { commit: ${wanted} }\` into \`layout.yml\`, and sign the layout again.`
  )
}

/**
 * The commit that the claims must name; undefined where nobody tells it, and they only have to agree on one.
 *
 * @param ofRun the commit that the run of the links is of, where it is known
 * @throws INPUT_INVALID for `head` where the event has no pull request
 */
export function sourceCommitOf(
  choice: SourceCommit | 'head or run',
  { event, eventName }: Pick<GateRun, 'event' | 'eventName'>,
  ofRun: string | undefined
): string | undefined {
  if (choice === 'run') return ofRun
  if (typeof choice === 'object') return choice.id
  const head = isOfPullRequest(eventName) ? event.text('pull_request.head.sha') : undefined
  if (head !== undefined && isGitId(head)) return head
  if (choice === 'head or run') return ofRun
  throw invalid(
    'commit',
    '`head` is the tip of a pull request, and the event of this run has none',
    'Write `run`, or give the commit by all of its digits.'
  )
}
