// SPDX-License-Identifier: Apache-2.0
// The check run and the issue. Neither changes the verdict: what the server does not permit is a warning.
import { InTotoError } from '../base/errors.ts'
import type { Runner } from '../base/runner.ts'
import type { Annotation } from '../reporting/annotations.ts'
import type { GateReport } from '../reporting/report.ts'
import { isOfPullRequest, type GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import type { VerifyInputs } from './verify-inputs.ts'

export interface Telling {
  readonly report: GateReport
  /** Whether the action succeeds. */
  readonly allowed: boolean
  readonly inputs: Pick<VerifyInputs, 'checkRun' | 'alertIssue'>
  readonly run: GateRun
  readonly runner: Pick<Runner, 'annotate' | 'log'>
  readonly markdown: string
  readonly marks: readonly Annotation[]
}

/** Publishes a check run, and opens an issue for a failure on the default branch, as the inputs say. */
export async function tellServer(server: GateServer, telling: Telling): Promise<void> {
  const { report, inputs, run, runner, markdown } = telling
  if (inputs.checkRun === 'auto') await publishCheck(server, telling)
  if (inputs.alertIssue === 'on-failure' && report.verdict === 'failed' && isOfDefaultBranch(report, run)) {
    await whenPermitted(runner, 'issue', async () => {
      runner.log(`Issue ${await server.raiseAlert(markdown)} tells of the failure.`)
    })
  }
}

async function publishCheck(
  server: GateServer,
  { report, allowed, run, runner, markdown, marks }: Telling
): Promise<void> {
  const commit = checkedCommit(report, run)
  if (commit === undefined) {
    runner.annotate('warning', 'No check run', 'GitHub does not tell the commit of the run that was verified.')
    return
  }
  await whenPermitted(runner, 'check run', () =>
    server.publishCheckRun({
      commit,
      // GitHub takes neutral for good in a required check.
      conclusion: !allowed ? 'failure' : report.verdict === 'passed' ? 'success' : 'neutral',
      title: TITLES[report.verdict],
      summary: markdown,
      annotations: marks
    })
  )
}

/** The commit that a check run belongs to: what was verified, or the head of the pull request that it was merged from. */
function checkedCommit({ run: verified }: GateReport, run: GateRun): string | undefined {
  // pull_request_target runs the base; its pull request was not looked at.
  const merged = /^pull_request(?:_review|_review_comment)?$/.test(run.eventName)
  const head = merged ? run.event.text('pull_request.head.sha') : undefined
  return verified.commit === run.sha ? (head ?? run.sha) : verified.commit
}

/** What strangers propose is no alarm, whichever event brought it here. */
function isOfDefaultBranch({ run: verified }: GateReport, run: GateRun): boolean {
  const branch = run.event.text('repository.default_branch')
  const proposed = [run.eventName, verified.event ?? ''].some(isOfPullRequest)
  return branch !== undefined && run.ref === `refs/heads/${branch}` && !proposed
}

const TITLES = {
  passed: 'The supply chain verifies',
  failed: 'The supply chain does not verify',
  advisory: 'Not verified: nothing is signed'
} as const

async function whenPermitted(
  runner: Pick<Runner, 'annotate'>,
  what: string,
  publish: () => Promise<void>
): Promise<void> {
  try {
    await publish()
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    runner.annotate('warning', `No ${what}`, [error.message, error.hint ?? ''].filter((part) => part !== '').join('\n'))
  }
}
