// SPDX-License-Identifier: Apache-2.0
// A run from before the layout was changed: it did what the layout said then, and fails by the one that counts now.
// Running it again changes nothing, because its commit stays; so whoever reads the verdict is told.
import { InTotoError } from '../base/errors.ts'
import { isGitId } from '../base/git-id.ts'
import type { GateDecision } from './decide.ts'
import type { TrustedLayout } from './findings.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import { headRef } from './layout-ref.ts'

export interface SinceQuestion {
  readonly inputs: { readonly layout: string; readonly layoutRef: string }
  readonly run: GateRun
  readonly server: Pick<GateServer, 'fetchFile'>
  readonly layout: TrustedLayout
  readonly decision: GateDecision
  /** What was wrong before any layout was asked. */
  readonly blocking: readonly GateFailure[]
  /** The commit of the run whose links are verified, where it is known. */
  readonly commit: string | undefined
}

/** One more failure, where the run fails by a layout that is not the one of its time; nothing in all other cases. */
export async function layoutChangedSince(question: SinceQuestion): Promise<readonly GateFailure[]> {
  const { inputs, run, layout, decision, blocking, commit } = question
  if (decision.verdict !== 'failed' || inputs.layoutRef !== 'base') return []
  // A job that failed did so by no layout.
  if (!decision.failures.some((failure) => !blocking.includes(failure))) return []
  const isProposed = headRef(run) !== undefined
  const then = isProposed ? baseCommit(run) : (commit ?? run.sha)
  if (then === undefined || then === layout.report.commit) return []
  const before = await blobAt(then, question)
  if (before === undefined || before === layout.report.blob) return []
  // A change that brings another layout than the base had then is judged by itself, and was not overtaken.
  if (isProposed && (await blobAt(run.sha, question)) !== before) return []
  return [
    {
      code: 'LAYOUT_CHANGED_SINCE',
      message: `The layout was changed since this run began: it had ${before === 'none' ? 'none' : `the blob ${before.slice(0, 12)}`} at ${then.slice(0, 12)}, and ${layout.report.blob.slice(0, 12)} decides, ${layout.report.reason}.`,
      details: [],
      hint: isProposed
        ? 'Bring the branch up to date with the one that it is for (`git rebase`), and push it. Running the jobs again keeps the old commit.'
        : 'Start the workflow anew on the newest commit. Running the jobs again keeps the old commit.'
    }
  ]
}

/** The commit that a pull request or merge group was made on, as its event knew it. */
function baseCommit({ event }: GateRun): string | undefined {
  const commit = event.text('pull_request.base.sha') ?? event.text('merge_group.base_sha')
  return commit !== undefined && isGitId(commit) ? commit : undefined
}

/** Git's id of the layout at a commit; `none` where there is none, and undefined where nobody tells: the verdict stands. */
async function blobAt(commit: string, { inputs, server, layout }: SinceQuestion): Promise<string | undefined> {
  try {
    return (await server.fetchFile(layout.source, commit, inputs.layout)).blob
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    return error.code === 'GITHUB_NOT_FOUND' ? 'none' : undefined
  }
}
