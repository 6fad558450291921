// SPDX-License-Identifier: Apache-2.0
// Which commit the layout that decides comes from: one that the change under verification cannot have altered.
import { GateError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { invalid } from '../base/inputs.ts'
import { isOfPullRequest, type GateRun } from './gate-run.ts'

/** A commit of a repository, or a name that leads to one. */
export interface LayoutRef {
  readonly owner: string
  readonly repo: string
  readonly ref: string
  /** Why this one: "from the base of the pull request". */
  readonly reason: string
}

type RunFacts = Pick<GateRun, 'owner' | 'name' | 'eventName' | 'event' | 'sha'>

/** Neither name may be `.` or `..`, which a path of the interface would follow. */
const OTHER = /^(?!\.\.?\/)([\w.-]+)\/(?!\.\.?@)([\w.-]+)@(\S+)$/

/**
 * Where the layout that decides is read.
 *
 * @param choice `base`, `head` or `owner/repo@ref`
 * @throws INPUT_INVALID, LAYOUT_REF_INVALID
 */
export function layoutRef(choice: string, run: RunFacts): LayoutRef {
  const { owner, name: repo } = run
  if (choice === 'head')
    return { owner, repo, ref: run.sha, reason: 'at the commit of the run, which a pull request can change' }
  if (choice === 'base') return { owner, repo, ...baseOf(run) }
  const [, otherOwner = '', otherRepo = '', ref = ''] = OTHER.exec(choice) ?? []
  // None of them is empty where it fits.
  if (ref === '') throw invalid('layout-ref', `${quoteUntrusted(choice)} is neither base, nor head, nor owner/repo@ref`)
  return { owner: otherOwner, repo: otherRepo, ref, reason: 'from the repository that the workflow names' }
}

/** The layout of the change itself, where it can differ from the one that decides. */
export function headRef(run: RunFacts): LayoutRef | undefined {
  const { owner, name: repo, sha } = run
  const differs = /^(pull_request(_review|_review_comment)?|merge_group)$/.test(run.eventName)
  return differs ? { owner, repo, ref: sha, reason: 'at the commit of the run' } : undefined
}

function baseOf({ owner, name, eventName, event }: RunFacts): Pick<LayoutRef, 'ref' | 'reason'> {
  const branchOf = (path: string, reason: string): Pick<LayoutRef, 'ref' | 'reason'> => {
    const value = event.text(path)?.replace(/^refs\/heads\//, '')
    if (value !== undefined && /^[^\s\p{Cc}]+$/u.test(value)) return { ref: `heads/${value}`, reason }
    throw new GateError(
      'LAYOUT_REF_INVALID',
      `The payload of the event ${quoteUntrusted(eventName)} does not tell ${path}.`,
      {
        hint: `Name the repository and the branch whose layout decides: \`layout-ref: ${owner}/${name}@main\`.`
      }
    )
  }
  // The branch as it is now, not as the event knew it: a run that is started again has the event of long ago, and the
  // base of a merge group may be a change that is queued before it.
  if (isOfPullRequest(eventName))
    return branchOf('pull_request.base.ref', 'from the branch that the pull request is for')
  if (eventName === 'merge_group')
    return branchOf('merge_group.base_ref', 'from the branch that the merge group is for')
  const branch = event.text('repository.default_branch')
  // A run on the default branch, too: it may have waited for a reviewer while the owners withdrew a key.
  // Without a name, HEAD stands for the default branch.
  return { ref: branch === undefined ? 'HEAD' : `heads/${branch}`, reason: 'from the default branch' }
}
