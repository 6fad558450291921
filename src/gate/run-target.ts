// SPDX-License-Identifier: Apache-2.0
// What is verified: this run, another one, or a directory.
import { resolve } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { GateReport } from '../reporting/report.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import type { LinksInput, VerifyInputs } from './verify-inputs.ts'

export interface RunTarget {
  readonly kind: 'run'
  /** Whether it is the run that verifies. */
  readonly own: boolean
  readonly runId: string
  /** Its newest attempt. */
  readonly attempt: number
  readonly event: string
  /** What its links must name. */
  readonly run: RunBinding
  readonly failures: readonly GateFailure[]
}

export interface DirectoryTarget {
  readonly kind: 'directory'
  readonly directory: string
  /** Undefined where the links only have to agree with one another. */
  readonly run: RunBinding | undefined
}

export type Target = RunTarget | DirectoryTarget

type WantedLinks = Pick<VerifyInputs, 'links' | 'runBinding'>

/** The run that is asked for, as far as its name tells of it. */
export function namedRun(links: LinksInput, run: GateRun): GateReport['run'] {
  const { repository, runId, attempt, sha, eventName } = run
  if (links.kind === 'other-run' && links.runId !== runId)
    return { repository, id: links.runId, attempt: undefined, event: undefined, commit: undefined }
  return { repository, id: runId, attempt, event: eventName, commit: sha }
}

/** @throws GITHUB_ codes for another run */
export async function targetOf({ links, runBinding }: WantedLinks, run: GateRun, server: GateServer): Promise<Target> {
  switch (links.kind) {
    case 'directory': {
      const { repository, sha: commit } = run
      const binding = runBinding === 'any' ? undefined : { repository, commit }
      return { kind: 'directory', directory: resolve(run.workspace, links.path), run: binding }
    }
    case 'this-run':
      return ownRun(run)
    case 'other-run':
      return links.runId === run.runId ? ownRun(run) : otherRun(links.runId, run, server)
  }
}

/** A target as the report names it. */
export function reportedRun(target: Target, { repository }: GateRun): GateReport['run'] {
  return target.kind === 'directory'
    ? { repository, id: undefined, attempt: undefined, event: undefined, commit: target.run?.commit }
    : { repository, id: target.runId, attempt: target.attempt, event: target.event, commit: target.run.commit }
}

/** A target as the log names it. */
export function nameOfTarget(target: Target): string {
  return target.kind === 'directory' ? `the links in ${quoteUntrusted(target.directory)}` : `run ${target.runId}`
}

function ownRun({ binding, repository, runId, attempt, sha: commit, eventName: event }: GateRun): RunTarget {
  const { repository_id: repositoryId } = binding
  const known = repositoryId === undefined ? {} : { repository_id: repositoryId }
  const run = { id: runId, repository, commit, ...known }
  return { kind: 'run', own: true, runId, attempt, event, run, failures: [] }
}

/** Another run: nothing in the `needs` of this one speaks of its jobs, so it must be a success as a whole. */
async function otherRun(runId: string, { repository }: GateRun, server: GateServer): Promise<RunTarget> {
  const { head, attempt, event, status, conclusion } = await server.runState(runId)
  // The links of a pull request name its merge commit, which the interface does not tell; they must still agree.
  const commit = event.startsWith('pull_request') ? {} : { commit: head }
  const succeeded = status === 'completed' && conclusion === 'success'
  const failures = succeeded ? [] : [runNotSuccessful(runId, attempt, status === 'completed' ? conclusion : status)]
  return { kind: 'run', own: false, runId, attempt, event, run: { id: runId, repository, ...commit }, failures }
}

function runNotSuccessful(runId: string, attempt: number, state: unknown): GateFailure {
  return {
    code: 'RUN_NOT_SUCCESSFUL',
    message: `Run ${runId}, attempt ${attempt}, is ${quoteUntrusted(String(state), 60)} and not a success, so its links may be of jobs that failed later.`,
    details: [],
    hint: 'Wait for the run, mend what failed in it, and verify then.'
  }
}
